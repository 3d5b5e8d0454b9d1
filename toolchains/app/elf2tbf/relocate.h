// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// Relocations of an Arm executable linked with --emit-relocs ("ELF for the Arm Architecture",
// section 5.6): which ones start-up code has to apply, and whether the others survive a move.

#pragma once

#include "toolchains/app/elf2tbf/elf.h"

// Appends the ELF entries (offset, info) of the addresses that lie in writeable sections with
// content. Entries for symbols that nobody defined, or that are plain numbers, are left out: their
// value does not move. False with `problem` set for a relocation that start-up code cannot apply.
[[nodiscard]] bool relocate_collect(struct bytes *relocations, const struct elf *elf,
                                    struct problem *problem);

// Checks that everything in flash works wherever flash and RAM are: no absolute addresses, and
// distances only to other places in flash. False with `problem` set to the first offender, if any.
[[nodiscard]] bool relocate_check_flash(const struct elf *elf, struct problem *problem);
