#!/bin/sh
# SPDX-License-Identifier: Apache-2.0 OR MIT
#
# Programs @IMAGE@ as @CONFIG@ says. Arguments go to OpenOCD, for example
# -c 'adapter serial 123' to choose among several probes.
set -u

# `bazel run` starts this among its runfiles; called by its path, they lie beside it.
[ -e "@CONFIG@" ] || cd "$0.runfiles/detent" || exit 1

../openocd_debian/bin/openocd \
    -s ../openocd_debian/usr/share/openocd/scripts \
    -f "@CONFIG@" "$@" \
    -c "program {@IMAGE@} verify reset exit"
status=$?
[ "$status" -eq 0 ] && exit 0

fact() {
    sed -n "s/^# $1: *//p" "@CONFIG@"
}

{
    echo
    echo "flash: the board was not programmed; OpenOCD says why above."
    echo "  probe looked for: $(fact Probe)"
    echo "  its connection:   $(fact Connection)"
    echo "  decided by:       @CONFIG@"
} >&2
exit "$status"
