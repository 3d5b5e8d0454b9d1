# SPDX-License-Identifier: Apache-2.0 OR MIT
#
# trap_test.sh LAUNCHER EMULATOR ELF DWARFDUMP: boots an image that must panic, and finds the
# capsule's source behind the address that it prints.
set -u

output=$("$1" --emulator "$2" --machine imix --kernel "$3" --no-apps --icount --strict --timeout 1 2>&1)
printf '%s\n' "$output"
address=$(printf '%s\n' "$output" | sed -n 's/.*Kernel panic: .* at \(0x[0-9a-f]*\).*/\1/p')
[ -n "$address" ] || exit 1
place=$("$4" --lookup="$address" "$3" | grep -E "^Line info:|DW_AT_call_(file|line)")
printf '%s\n' "$place"
printf '%s\n' "$place" | grep -q 'testing/dialect/trap\.c'
