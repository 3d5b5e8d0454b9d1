#!/bin/sh
# SPDX-License-Identifier: Apache-2.0 OR MIT
#
#   size.sh SIZE OBJDUMP DWARFDUMP ELF TARGETS >OUT: see main.c.
set -eu
size=$1 objdump=$2 dwarfdump=$3 elf=$4 targets=$5

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"$objdump" --disassemble --line-numbers --no-show-raw-insn "$elf" >"$folder/disassembly"
"$dwarfdump" --debug-info "$elf" >"$folder/dwarf"
"$size" "$elf" "$folder/disassembly" "$folder/dwarf" "$targets"
