# SPDX-License-Identifier: Apache-2.0 OR MIT
#
# Run in the unpacked repository: of 300 MB, nothing but the C interface is of use.
set -eu

find usr/lib/llvm-19 -type f ! -path '*/include/clang-c/*' -delete
find . -xtype l -delete
