#!/bin/sh
# SPDX-License-Identifier: Apache-2.0 OR MIT
#
# Looks for a probe that cannot be there, so that no board on this machine is touched.
set -u

log=$TEST_TMPDIR/log
if "$1" -c 'adapter serial 000000000' >"$log" 2>&1; then
    cat "$log"
    echo "flash_test: no probe, and success"
    exit 1
fi
cat "$log"
for line in 'probe looked for: SEGGER J-Link' 'its connection: *USB' 'decided by: .*openocd.cfg'; do
    grep -q "$line" "$log" || exit 1
done
