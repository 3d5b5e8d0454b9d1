# SPDX-License-Identifier: Apache-2.0 OR MIT
#
# Run in the unpacked source: says what to build in, and drops what no build of ours reads.
set -eu

# A core of ARMv7-M and nothing else: the machines are ours, in //testing/emulator.
cat >configs/devices/arm-softmmu/detent.mak <<'END'
CONFIG_ARM_COMPATIBLE_SEMIHOSTING=y
CONFIG_ARM_V7M=y
CONFIG_GENERIC_LOADER=y
CONFIG_SEMIHOSTING=y
END
