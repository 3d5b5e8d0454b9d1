# SPDX-License-Identifier: Apache-2.0 OR MIT
#
# Run in the unpacked repository: makes the module map of the compiler's own headers.
set -eu

{
    echo 'module "crosstool" [system] {'
    find usr/lib/llvm-19/lib/clang/19/include -name '*.h' | LC_ALL=C sort | sed 's/.*/  textual header "&"/'
    echo '}'
} >module.modulemap
