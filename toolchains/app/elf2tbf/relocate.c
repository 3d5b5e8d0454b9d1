// SPDX-License-Identifier: Apache-2.0 OR MIT

#include "toolchains/app/elf2tbf/relocate.h"

// Names as in the specification.
enum {
    R_ARM_NONE = 0,
    R_ARM_ABS32 = 2,
    R_ARM_REL32 = 3,
    R_ARM_THM_CALL = 10,
    R_ARM_THM_PC8 = 11,
    R_ARM_GOT_BREL = 26,
    R_ARM_THM_JUMP24 = 30,
    R_ARM_TARGET1 = 38,
    R_ARM_V4BX = 40,
    R_ARM_PREL31 = 42,
    R_ARM_THM_MOVW_PREL_NC = 49,
    R_ARM_THM_MOVT_PREL = 50,
    R_ARM_THM_JUMP19 = 51,
    R_ARM_THM_JUMP6 = 52,
    R_ARM_THM_ALU_PREL_11_0 = 53,
    R_ARM_THM_PC12 = 54,
    R_ARM_THM_JUMP11 = 102,
    R_ARM_THM_JUMP8 = 103,
    SECTION_RESERVED = 0xff00, // From here on, a symbol's "section" is none: absolute, common.
};

// What a relocated place depends on.
enum kind {
    KIND_NOTHING,  // It moves with what it refers to, or refers to nothing.
    KIND_ADDRESS,  // An address.
    KIND_TO_FLASH, // The distance from flash: right if the target is in flash too.
    KIND_UNKNOWN,
};

static enum kind kind_of(uint32_t type) {
    switch (type) {
    case R_ARM_NONE:
    case R_ARM_V4BX:
    case R_ARM_GOT_BREL:
        return KIND_NOTHING;
    case R_ARM_ABS32:
    case R_ARM_TARGET1:
        return KIND_ADDRESS;
    case R_ARM_REL32:
    case R_ARM_THM_CALL:
    case R_ARM_THM_PC8:
    case R_ARM_THM_JUMP24:
    case R_ARM_PREL31:
    case R_ARM_THM_MOVW_PREL_NC:
    case R_ARM_THM_MOVT_PREL:
    case R_ARM_THM_JUMP19:
    case R_ARM_THM_JUMP6:
    case R_ARM_THM_ALU_PREL_11_0:
    case R_ARM_THM_PC12:
    case R_ARM_THM_JUMP11:
    case R_ARM_THM_JUMP8:
        return KIND_TO_FLASH;
    default:
        return KIND_UNKNOWN;
    }
}

static struct elf_symbol symbol_of(const struct elf *elf, const struct elf_section *relocations,
                                   const struct elf_relocation *relocation) {
    struct elf_section symbols = elf_section_at(elf, relocations->link);
    if (relocation->symbol >= elf_symbol_count(&symbols)) {
        return (struct elf_symbol){.name = "", .section = ELF_SYMBOL_UNDEFINED};
    }
    return elf_symbol_at(elf, &symbols, relocation->symbol);
}

// Whether the symbol names a place, and not a number or nothing.
static bool has_place(const struct elf *elf, const struct elf_symbol *symbol) {
    return symbol->section != ELF_SYMBOL_UNDEFINED && symbol->section < SECTION_RESERVED &&
           symbol->section < elf->section_count;
}

static bool in_ram(const struct elf *elf, const struct elf_symbol *symbol) {
    return (elf_section_at(elf, symbol->section).flags & ELF_FLAG_WRITE) != 0;
}

// A symbol's name, or its section's if it has none.
static const char *describe(const struct elf *elf, const struct elf_symbol *symbol) {
    if (symbol->name[0] == '\0' && has_place(elf, symbol)) {
        return elf_section_at(elf, symbol->section).name;
    }
    return symbol->name;
}

static bool collect_section(struct bytes *out, const struct elf *elf,
                            const struct elf_section *relocations, struct problem *problem) {
    for (uint32_t i = 0; i < elf_relocation_count(relocations); i++) {
        struct elf_relocation relocation = elf_relocation_at(elf, relocations, i);
        struct elf_symbol symbol = symbol_of(elf, relocations, &relocation);
        enum kind kind = kind_of(relocation.type);
        if (kind == KIND_NOTHING || !has_place(elf, &symbol)) {
            continue;
        }
        if (kind != KIND_ADDRESS) {
            return problem_set(problem,
                               "data at 0x%08x has relocation type %u against %s, which start-up "
                               "code cannot apply",
                               relocation.offset, relocation.type, describe(elf, &symbol));
        }
        bytes_append_u32(out, relocation.offset);
        bytes_append_u32(out, R_ARM_ABS32);
    }
    return true;
}

static bool check_section(const struct elf *elf, const struct elf_section *relocations,
                          const char *place, struct problem *problem) {
    for (uint32_t i = 0; i < elf_relocation_count(relocations); i++) {
        struct elf_relocation relocation = elf_relocation_at(elf, relocations, i);
        struct elf_symbol symbol = symbol_of(elf, relocations, &relocation);
        enum kind kind = kind_of(relocation.type);
        if (kind == KIND_NOTHING || !has_place(elf, &symbol)) {
            continue;
        }
        if (kind == KIND_TO_FLASH && !in_ram(elf, &symbol)) {
            continue;
        }
        return problem_set(problem,
                           "not position-independent: %s at 0x%08x holds an address or distance "
                           "(relocation type %u) of %s, which moves. Compile all code with the "
                           "flags of the app toolchain",
                           place, relocation.offset, relocation.type, describe(elf, &symbol));
    }
    return true;
}

// Calls one of the two above for each relocation section of loaded sections that are writeable, or
// that are not.
static bool each_section(struct bytes *out, const struct elf *elf, bool writeable,
                         struct problem *problem) {
    for (uint32_t i = 0; i < elf->section_count; i++) {
        struct elf_section section = elf_section_at(elf, i);
        if (section.type != ELF_SECTION_REL || section.info == 0) {
            continue;
        }
        struct elf_section place = elf_section_at(elf, section.info);
        bool loaded = (place.flags & ELF_FLAG_ALLOC) != 0 && place.type != ELF_SECTION_NOBITS;
        if (!loaded || ((place.flags & ELF_FLAG_WRITE) != 0) != writeable) {
            continue;
        }
        bool good = writeable ? collect_section(out, elf, &section, problem)
                              : check_section(elf, &section, place.name, problem);
        if (!good) {
            return false;
        }
    }
    return true;
}

bool relocate_collect(struct bytes *relocations, const struct elf *elf, struct problem *problem) {
    if (elf->machine != ELF_MACHINE_ARM) {
        return true;
    }
    return each_section(relocations, elf, true, problem);
}

bool relocate_check_flash(const struct elf *elf, struct problem *problem) {
    if (elf->machine != ELF_MACHINE_ARM) {
        return true;
    }
    return each_section(nullptr, elf, false, problem);
}
