#!/bin/sh
# SPDX-License-Identifier: Apache-2.0 OR MIT
#
#   size_test.sh SIZE FOOTPRINT: a board's sizes add up, and belong to where they come from.
set -eu
size=$1 footprint=$2

fail() {
    echo "FAILED: $*" >&2
    cat "$size" >&2
    exit 1
}

sum() { # MEMORY
    awk -F'\t' -v memory="$1" '$1 == memory { sum += $5 } END { print sum + 0 }' "$size"
}

# MEMORY TARGET FILE SYMBOL
has() {
    awk -F'\t' -v line="$*" '$1 " " $2 " " $3 " " $4 == line { found = 1 } END { exit !found }' \
        "$size" || fail "no $*"
}

flash=$(sed -n 's/^  flash *\([0-9]*\) of.*/\1/p' "$footprint")
ram=$(sed -n 's/^ *\([0-9]*\) kernel (budget.*/\1/p' "$footprint")
stack=$(sed -n 's/.*, \([0-9]*\) kernel stack,.*/\1/p' "$footprint")
[ "$(sum flash)" -eq "$flash" ] || fail "flash: $(sum flash), not $flash"
[ "$(sum ram)" -eq "$((ram + stack))" ] || fail "RAM: $(sum ram), not $((ram + stack))"

# An object, code of an inlined function, assembly, a variable, a header's code.
has flash //testing/bench/board:bare testing/bench/board/bare.c _vectors
has flash //testing/bench/board:blink testing/bench/board/blink.c fired
has flash //kernel/arch/cortex_m:cortex_m kernel/arch/cortex_m/boot.S reset_handler
has ram //testing/bench/board:blink_board_sources testing/bench/board/blink_board.c ast
awk -F'\t' '$2 == "//hil:time" && $3 == "hil/time.h" { found = 1 } END { exit !found }' "$size" ||
    fail "nothing of hil/time.h"
if grep -q '(no target)' "$size"; then
    fail "a file without a target"
fi
rest=$(awk -F'\t' '$1 == "flash" && $3 ~ /^\(/ { sum += $5 } END { print sum + 0 }' "$size")
[ "$rest" -lt $((flash / 20)) ] || fail "$rest bytes of flash come from no file"
echo ok
