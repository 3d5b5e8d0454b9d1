#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
#
# Runs the emulator where the user stands, so that paths in the arguments mean what they say.
set -eu

emulator=${RUNFILES_DIR:-$0.runfiles}/detent/testing/emulator/qemu
case $emulator in
/*) ;;
*) emulator=$PWD/$emulator ;;
esac
cd "${BUILD_WORKING_DIRECTORY:-.}"
exec "$emulator" "$@"
