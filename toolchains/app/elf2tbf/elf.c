// SPDX-License-Identifier: Apache-2.0 OR MIT

#include "toolchains/app/elf2tbf/elf.h"

#include <string.h>

enum {
    FILE_HEADER_SIZE = 52,
    SEGMENT_SIZE = 32,
    SECTION_SIZE = 40,
    SYMBOL_SIZE = 16,
    RELOCATION_SIZE = 8,
    TYPE_EXECUTABLE = 2,
};

static uint32_t u32(const struct elf *elf, uint32_t offset) {
    return bytes_u32_at(elf->file, offset);
}

static uint16_t u16(const struct elf *elf, uint32_t offset) {
    const uint8_t *at = elf->file->data + offset;
    return (uint16_t)(at[0] | at[1] << 8);
}

static bool inside(const struct elf *elf, uint64_t offset, uint64_t size) {
    return offset + size <= elf->file->size;
}

// A NUL-terminated name in a string table, or "" where there is none.
static const char *name_at(const struct elf *elf, uint32_t table, uint32_t size, uint32_t offset) {
    if (offset >= size) {
        return "";
    }
    const char *name = (const char *)elf->file->data + table + offset;
    return memchr(name, '\0', size - offset) != nullptr ? name : "";
}

static bool check_header(struct elf *elf, struct problem *problem) {
    static const uint8_t magic[] = {0x7f, 'E', 'L', 'F'};
    const struct bytes *file = elf->file;
    if (file->size < FILE_HEADER_SIZE || memcmp(file->data, magic, sizeof magic) != 0) {
        return problem_set(problem, "not an ELF file");
    }
    if (file->data[4] != 1 || file->data[5] != 1) {
        return problem_set(problem, "not a 32-bit little-endian ELF file");
    }
    if (u16(elf, 16) != TYPE_EXECUTABLE) {
        return problem_set(problem, "not an executable (ELF type %u)", u16(elf, 16));
    }
    if (u16(elf, 42) != SEGMENT_SIZE || u16(elf, 46) != SECTION_SIZE) {
        return problem_set(problem, "no segments or no sections");
    }
    return true;
}

static bool check_tables(const struct elf *elf, struct problem *problem) {
    if (!inside(elf, elf->segments_offset, (uint64_t)elf->segment_count * SEGMENT_SIZE) ||
        !inside(elf, elf->sections_offset, (uint64_t)elf->section_count * SECTION_SIZE)) {
        return problem_set(problem, "truncated: the header tables end past the end of the file");
    }
    for (uint32_t i = 0; i < elf->segment_count; i++) {
        struct elf_segment segment = elf_segment_at(elf, i);
        if (!inside(elf, segment.offset, segment.file_size)) {
            return problem_set(problem, "truncated: segment %u ends past the end of the file", i);
        }
    }
    for (uint32_t i = 0; i < elf->section_count; i++) {
        struct elf_section section = elf_section_at(elf, i);
        if (section.type != ELF_SECTION_NOBITS && !inside(elf, section.offset, section.size)) {
            return problem_set(problem, "truncated: section %u ends past the end of the file", i);
        }
    }
    return true;
}

// Relocations must lead to a symbol table, and it to a name table.
static bool check_links(const struct elf *elf, struct problem *problem) {
    for (uint32_t i = 0; i < elf->section_count; i++) {
        struct elf_section section = elf_section_at(elf, i);
        if (section.type != ELF_SECTION_REL && section.type != ELF_SECTION_SYMTAB) {
            continue;
        }
        if (section.link >= elf->section_count ||
            (section.type == ELF_SECTION_REL && section.info >= elf->section_count)) {
            return problem_set(problem, "section %u refers to a section that does not exist", i);
        }
        if (section.type == ELF_SECTION_REL && section.info != 0 &&
            elf_section_at(elf, section.link).type != ELF_SECTION_SYMTAB) {
            return problem_set(problem, "relocations in section %u have no symbol table", i);
        }
    }
    return true;
}

bool elf_open(struct elf *elf, const struct bytes *file, struct problem *problem) {
    *elf = (struct elf){.file = file};
    if (!check_header(elf, problem)) {
        return false;
    }
    elf->machine = u16(elf, 18);
    elf->entry = u32(elf, 24);
    elf->segments_offset = u32(elf, 28);
    elf->sections_offset = u32(elf, 32);
    elf->segment_count = u16(elf, 44);
    elf->section_count = u16(elf, 48);
    uint32_t names = u16(elf, 50);
    if (!check_tables(elf, problem)) {
        return false;
    }
    if (names >= elf->section_count || elf_section_at(elf, names).type == ELF_SECTION_NOBITS) {
        return problem_set(problem, "no section names");
    }
    elf->names_offset = elf_section_at(elf, names).offset;
    elf->names_size = elf_section_at(elf, names).size;
    return check_links(elf, problem);
}

struct elf_segment elf_segment_at(const struct elf *elf, uint32_t index) {
    uint32_t at = elf->segments_offset + index * SEGMENT_SIZE;
    return (struct elf_segment){
        .type = u32(elf, at),
        .offset = u32(elf, at + 4),
        .virtual_address = u32(elf, at + 8),
        .load_address = u32(elf, at + 12),
        .file_size = u32(elf, at + 16),
        .memory_size = u32(elf, at + 20),
    };
}

struct elf_section elf_section_at(const struct elf *elf, uint32_t index) {
    uint32_t at = elf->sections_offset + index * SECTION_SIZE;
    return (struct elf_section){
        .name = name_at(elf, elf->names_offset, elf->names_size, u32(elf, at)),
        .type = u32(elf, at + 4),
        .flags = u32(elf, at + 8),
        .address = u32(elf, at + 12),
        .offset = u32(elf, at + 16),
        .size = u32(elf, at + 20),
        .link = u32(elf, at + 24),
        .info = u32(elf, at + 28),
    };
}

uint32_t elf_relocation_count(const struct elf_section *relocations) {
    return relocations->size / RELOCATION_SIZE;
}

uint32_t elf_symbol_count(const struct elf_section *symbols) {
    return symbols->size / SYMBOL_SIZE;
}

struct elf_relocation elf_relocation_at(const struct elf *elf,
                                        const struct elf_section *relocations, uint32_t index) {
    uint32_t at = relocations->offset + index * RELOCATION_SIZE;
    uint32_t info = u32(elf, at + 4);
    return (struct elf_relocation){
        .offset = u32(elf, at), .type = info & 0xff, .symbol = info >> 8};
}

struct elf_symbol elf_symbol_at(const struct elf *elf, const struct elf_section *symbols,
                                uint32_t index) {
    uint32_t at = symbols->offset + index * SYMBOL_SIZE;
    struct elf_section names = elf_section_at(elf, symbols->link);
    uint32_t names_size = names.type == ELF_SECTION_NOBITS ? 0 : names.size;
    return (struct elf_symbol){
        .name = name_at(elf, names.offset, names_size, u32(elf, at)),
        .value = u32(elf, at + 4),
        .size = u32(elf, at + 8),
        .type = elf->file->data[at + 12] & 0xf,
        .section = u16(elf, at + 14),
    };
}

bool elf_find_symbol(const struct elf *elf, const char *name, struct elf_symbol *symbol) {
    for (uint32_t i = 0; i < elf->section_count; i++) {
        struct elf_section section = elf_section_at(elf, i);
        if (section.type != ELF_SECTION_SYMTAB) {
            continue;
        }
        for (uint32_t k = 0; k < elf_symbol_count(&section); k++) {
            *symbol = elf_symbol_at(elf, &section, k);
            if (symbol->section != ELF_SYMBOL_UNDEFINED && strcmp(symbol->name, name) == 0) {
                return true;
            }
        }
    }
    return false;
}
