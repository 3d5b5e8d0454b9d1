# SPDX-License-Identifier: Apache-2.0 OR MIT
#
# Run in the unpacked repository: removes the linker's view of shared libraries, so that QEMU
# links the archives and depends on the machine's glibc alone.
set -eu

find usr/lib/x86_64-linux-gnu -maxdepth 1 -type l -name '*.so' -delete
