# SPDX-License-Identifier: Apache-2.0 OR MIT
#
# Run in the unpacked repository: of 350 MB, nothing but the C interface is of use.
set -eu

mkdir -p include/llvm
mv usr/include/llvm-c-19/llvm-c include/llvm-c
mv usr/include/llvm-19/llvm/Config include/llvm/Config
rm -rf usr
