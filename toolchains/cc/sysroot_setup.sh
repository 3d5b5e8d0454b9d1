# SPDX-License-Identifier: Apache-2.0 OR MIT
#
# Run in the unpacked repository, with the module map of the compiler's headers as argument: makes
# the module map of all that a program for the host may include besides its dependencies.
set -eu

# Kernel interfaces that nothing here uses: thousands of files less in every sandbox.
cd usr/include
for folder in drm misc mtd rdma sound video xen; do
    rm -rf "$folder"
done
cd ../..

{
    echo 'module "crosstool" [system] {'
    sed -n 's,textual header ",&../llvm/,p' "$1"
    find usr/include -type f | LC_ALL=C sort | sed 's/.*/  textual header "&"/'
    echo '}'
} >module.modulemap
