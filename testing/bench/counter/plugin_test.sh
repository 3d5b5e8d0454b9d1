#!/bin/sh
# SPDX-License-Identifier: Apache-2.0 OR MIT
#
# Counts a program of known length, in the emulator given. By hand, with a distribution's:
#
#   plugin_test.sh counter.so firmware.elf qemu-system-arm -M mps2-an386
set -eu
plugin=$1 firmware=$2
shift 2

fail() {
    echo "FAILED: $*" >&2
    exit 1
}

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

run() { # OUT [OPTION...]
    out=$1
    shift
    timeout 60 $emulator "$@" -kernel "$firmware" -display none -monitor none -serial null \
        -semihosting -plugin "$plugin,kernel=$firmware,out=$out,answer=0x20000100"
}
emulator=$*

# window ID PARAMETER KERNEL PROCESS PASSES INTERRUPTS
cat >"$folder/expected" <<'END'
window	240	0	5	0	0	0
window	16	0	304	4	1	0
window	16	2	608	6	2	0
window	17	0	4	3	1	0
window	18	0	4	3	0	1
window	20	0	0	3	0	0
END

run "$folder/exact" -icount shift=5,sleep=off
grep '^window' "$folder/exact" >"$folder/windows"
diff "$folder/expected" "$folder/windows" || fail "not what the program executes"

# Where: each round of the loop, in the function of that name.
grep -q '^at	0x[0-9a-f]*	100	supervisor$' "$folder/exact" || fail "no loop of 100 rounds"
[ "$(grep -c '	interrupt$' "$folder/exact")" -eq 4 ] || fail "not the interrupt's 4 instructions"

run "$folder/again" -icount shift=5,sleep=off
cmp "$folder/exact" "$folder/again" || fail "another count the second time"

# Without -icount interrupts come when they like; that leaves the kernel's instructions as they are.
run "$folder/free"
cut -f 1-4 "$folder/exact" >"$folder/exact.kernel"
cut -f 1-4 "$folder/free" >"$folder/free.kernel"
cmp "$folder/exact.kernel" "$folder/free.kernel" || fail "another count without -icount"

# What it cannot do, it says.
for options in kernel=/nowhere,out="$folder/x" kernel="$firmware",out=/nowhere/x kernel="$plugin" \
    nonsense=1; do
    if timeout 60 $emulator -display none -plugin "$plugin,$options" 2>"$folder/error"; then
        fail "$options is accepted"
    fi
    grep -q '^counter: ' "$folder/error" || fail "$options: no message"
done
echo ok
