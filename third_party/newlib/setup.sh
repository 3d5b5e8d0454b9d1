# SPDX-License-Identifier: Apache-2.0 OR MIT
#
# Run in the unpacked repository: takes the C library out of the package's tarball.
set -eu

tar -x -J --no-same-owner --strip-components=2 -f newlib-3.3.0.tar.xz newlib-salsa/newlib/libc
rm newlib-3.3.0.tar.xz
# Only a marker for other programs; the configuration is in //third_party/newlib/config.
rm libc/include/newlib.h
