// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// A reader for 32-bit little-endian ELF executables: what is needed to make a loadable image.
//
// elf_open() checks every table's bounds once; after that the accessors cannot read outside the
// file. Names follow the "System V Application Binary Interface", chapters 4 and 5.

#pragma once

#include "toolchains/app/elf2tbf/bytes.h"

enum {
    ELF_MACHINE_ARM = 40,
    ELF_MACHINE_RISCV = 243,
    ELF_SEGMENT_LOAD = 1,
    ELF_SECTION_SYMTAB = 2,
    ELF_SECTION_RELA = 4,
    ELF_SECTION_NOBITS = 8,
    ELF_SECTION_REL = 9,
    ELF_FLAG_WRITE = 1,
    ELF_FLAG_ALLOC = 2,
    ELF_SYMBOL_UNDEFINED = 0,
    ELF_SYMBOL_FUNCTION = 2,
};

// An open file. `file` belongs to the caller and must outlive it.
struct elf {
    const struct bytes *file;
    uint32_t machine;
    uint32_t entry;
    uint32_t segments_offset;
    uint32_t segment_count;
    uint32_t sections_offset;
    uint32_t section_count;
    uint32_t names_offset; // Of the section name table, a NUL-terminated area.
    uint32_t names_size;
};

struct elf_segment {
    uint32_t type;
    uint32_t offset;
    uint32_t virtual_address;
    uint32_t load_address;
    uint32_t file_size;
    uint32_t memory_size;
};

struct elf_section {
    const char *name;
    uint32_t type;
    uint32_t flags;
    uint32_t address;
    uint32_t offset;
    uint32_t size;
    uint32_t link; // Relocations: the symbol table. Symbols: the name table.
    uint32_t info; // Relocations: the section that they are for.
};

struct elf_symbol {
    const char *name;
    uint32_t value;
    uint32_t size;
    uint8_t type;
    uint16_t section;
};

struct elf_relocation {
    uint32_t offset; // In an executable: the address of the place.
    uint32_t type;
    uint32_t symbol;
};

// Reads the headers. False with `problem` set if this is not such an executable, or if a table or a
// section's or segment's content lies outside the file.
[[nodiscard]] bool elf_open(struct elf *elf, const struct bytes *file, struct problem *problem);

// `index` must be below the count.
struct elf_segment elf_segment_at(const struct elf *elf, uint32_t index);
struct elf_section elf_section_at(const struct elf *elf, uint32_t index);

// Number of entries in a relocation section or a symbol table.
uint32_t elf_relocation_count(const struct elf_section *relocations);
uint32_t elf_symbol_count(const struct elf_section *symbols);

// `index` must be below the count of that section.
struct elf_relocation elf_relocation_at(const struct elf *elf,
                                        const struct elf_section *relocations, uint32_t index);
struct elf_symbol elf_symbol_at(const struct elf *elf, const struct elf_section *symbols,
                                uint32_t index);

// Finds a symbol that has a section by its name. False if there is none.
[[nodiscard]] bool elf_find_symbol(const struct elf *elf, const char *name,
                                   struct elf_symbol *symbol);
