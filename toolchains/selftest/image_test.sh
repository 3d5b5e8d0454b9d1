#!/bin/sh
# SPDX-License-Identifier: Apache-2.0 OR MIT
#
# What a linked image must be like: begins with its vectors, tells nothing of the machine that built
# it, and is held to its budget.
set -eu

elf=$1
bin=$2
footprint=$3

fail() {
    echo "image_test: $*" >&2
    exit 1
}

# Initial stack pointer in RAM, entry in flash with the Thumb bit.
vectors=$(od -A n -t x4 -N 8 "$bin" | tr -d ' ')
case $vectors in
2000????0001???[13579bdf]) ;;
*) fail "vectors are $vectors" ;;
esac

for word in "$PWD" execroot /sandbox/ "$(hostname)"; do
    [ "${#word}" -lt 4 ] || ! grep -qaF -e "$word" "$elf" || fail "the image contains '$word'"
done

"$footprint" board "$elf" /dev/null /dev/null 0x10000 0x30000 0x30000 0x20000000 0x10000 0x10000 ||
    fail "within budget, and rejected"

if "$footprint" board "$elf" /dev/null /dev/null 0x10000 0x30000 64 0x20000000 0x10000 16 2>"$TEST_TMPDIR/log"; then
    fail "over budget, and accepted"
fi
cat "$TEST_TMPDIR/log"
grep -q 'flash: .* budget 64' "$TEST_TMPDIR/log" || fail "flash over budget, and not said"
grep -q 'RAM besides .* budget 16' "$TEST_TMPDIR/log" || fail "RAM over budget, and not said"
grep -q ' quotients$' "$TEST_TMPDIR/log" || fail "the largest symbols are not listed"
