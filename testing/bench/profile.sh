#!/bin/sh
# SPDX-License-Identifier: Apache-2.0 OR MIT
#
# Where the instructions of a window are spent: by source file, then each instruction with how often
# it was executed, under its source line (of the function that was inlined, not of the one it is in).
#
#   profile.sh OBJDUMP COUNTS ELF ID
#
# ID as in row.h, in decimal; the last window of that id is shown.
set -eu
objdump=$1 counts=$2 elf=$3 id=$4

executed=$(mktemp)
trap 'rm -f "$executed"' EXIT
awk -v id="$id" '
    $1 == "window" { wanted = $2 == id; if (wanted) n = 0 }
    $1 == "at" && wanted { line[n++] = substr($2, 3) " " $3 }
    END { for (i = 0; i < n; i++) print line[i] }
' "$counts" >"$executed"

"$objdump" --disassemble --line-numbers --no-show-raw-insn "$elf" | awk '
    function number(text,   value, i) {
        for (i = 1; i <= length(text); i++)
            value = value * 16 + index("0123456789abcdef", substr(text, i, 1)) - 1
        return value
    }
    FNR == NR { count[number($1)] = $2; next }
    /^; .*:[0-9]+$/ { place = substr($0, 3); next }
    /^[0-9a-f]+ <.*>:$/ { name = $2; place = "(no line)"; next }
    /^ *[0-9a-f]+:/ {
        address = $1; sub(/:$/, "", address)
        if (!((number(address)) in count)) next
        spent = count[number(address)]
        file = place; sub(/:[0-9]+$/, "", file); by_file[file] += spent
        if (name != shown) { listing = listing "\n" name "\n"; shown = name; last = "" }
        if (place != last) { listing = listing "       ; " place "\n"; last = place }
        listing = listing sprintf("%6d %s\n", spent, $0)
    }
    END {
        for (file in by_file) printf "%6d  %s\n", by_file[file], file | "sort -rn"
        close("sort -rn")
        printf "%s", listing
    }' "$executed" -
