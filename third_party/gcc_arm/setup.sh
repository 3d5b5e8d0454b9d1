# SPDX-License-Identifier: Apache-2.0 OR MIT
#
# Run in the unpacked repository: keeps one of the many variants of the compiler's libraries (the
# Cortex-M4 without floating-point unit), and drops what no build uses. 1.5 GB less to look after.
set -eu

cd usr/lib/gcc/arm-none-eabi/12.2.1
for variant in arm/* thumb/*; do
    [ "$variant" = thumb/v7e-m ] || rm -rf "$variant"
done
for variant in thumb/v7e-m/*; do
    [ "$variant" = thumb/v7e-m/nofp ] || rm -rf "$variant"
done
rm -rf install-tools plugin
