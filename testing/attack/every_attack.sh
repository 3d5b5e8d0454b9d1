#!/bin/sh
# SPDX-License-Identifier: Apache-2.0 OR MIT
# every_attack.sh BUILD-FILE SOURCE...
#
# Checks that each attack in the sources is run by a test: that the build file has it in exactly one
# table.
set -u
build=$1
shift
count=0
status=0
for attack in $(sed -n 's/^\(ATTACK\|FAULTING\|POINTER\)(\([a-z0-9_]*\)[,)].*/\2/p' "$@"); do
    count=$((count + 1))
    if [ "$(grep -c "\"$attack\": " "$build")" -ne 1 ]; then
        echo "FAILED: $attack is not in exactly one test"
        status=1
    fi
done
echo "$count attacks"
[ "$count" -gt 100 ] && exit $status
