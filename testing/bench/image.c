// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "testing/bench/image.h"

#include <elf.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool read_whole(struct image *image, const char *path) {
    FILE *from = fopen(path, "rb");
    long size = -1;
    if (from != nullptr && fseek(from, 0, SEEK_END) == 0) {
        size = ftell(from);
    }
    if (size >= 0 && fseek(from, 0, SEEK_SET) == 0) {
        image->size = (size_t)size;
        image->bytes = malloc(image->size + 1);
    }
    bool read = image->bytes != nullptr && fread(image->bytes, 1, image->size, from) == image->size;
    if (from != nullptr) {
        fclose(from);
    }
    return read;
}

// Copies the index-th of a table of structures. False: it is not within the file.
static bool entry(const struct image *image, uint64_t table, uint32_t index, void *out,
                  size_t size) {
    uint64_t offset = table + (uint64_t)index * size;
    if (offset > image->size || size > image->size - offset) {
        return false;
    }
    memcpy(out, image->bytes + offset, size);
    return true;
}

static int by_address(const void *a, const void *b) {
    const struct image_symbol *x = a, *y = b;
    if (x->address != y->address) {
        return x->address < y->address ? -1 : 1;
    }
    return strcmp(x->name, y->name);
}

// The name at an offset of a string section, or null if it does not end within it.
static const char *name_at(const struct image *image, const Elf32_Shdr *strings, uint32_t offset) {
    if (strings->sh_offset > image->size || strings->sh_size > image->size - strings->sh_offset ||
        offset >= strings->sh_size) {
        return nullptr;
    }
    const char *name = (const char *)image->bytes + strings->sh_offset + offset;
    return memchr(name, 0, strings->sh_size - offset) != nullptr ? name : nullptr;
}

static bool is_wanted(const Elf32_Sym *symbol, const char *name) {
    unsigned type = ELF32_ST_TYPE(symbol->st_info);
    return name != nullptr && name[0] != '\0' && name[0] != '$' && symbol->st_shndx != SHN_UNDEF &&
           (type == STT_FUNC || type == STT_OBJECT || type == STT_NOTYPE);
}

static bool read_symbols(struct image *image, const Elf32_Shdr *table, const Elf32_Shdr *strings) {
    uint32_t count = table->sh_size / sizeof(Elf32_Sym);
    image->symbols = calloc((size_t)count + 1, sizeof(*image->symbols));
    if (image->symbols == nullptr) {
        return false;
    }
    for (uint32_t i = 0; i < count; i++) {
        Elf32_Sym symbol;
        if (!entry(image, table->sh_offset, i, &symbol, sizeof(symbol))) {
            return false;
        }
        const char *name = name_at(image, strings, symbol.st_name);
        if (is_wanted(&symbol, name)) {
            bool is_function = ELF32_ST_TYPE(symbol.st_info) == STT_FUNC;
            image->symbols[image->symbol_count++] = (struct image_symbol){
                .name = name,
                .address = is_function ? symbol.st_value & ~1u : symbol.st_value,
                .size = symbol.st_size,
                .is_function = is_function,
            };
        }
    }
    qsort(image->symbols, image->symbol_count, sizeof(*image->symbols), by_address);
    return true;
}

const char *image_read(struct image *image, const char *path) {
    *image = (struct image){};
    Elf32_Ehdr header;
    if (!read_whole(image, path)) {
        return "cannot be read";
    }
    if (!entry(image, 0, 0, &header, sizeof(header)) || memcmp(header.e_ident, ELFMAG, SELFMAG) ||
        header.e_ident[EI_CLASS] != ELFCLASS32 || header.e_ident[EI_DATA] != ELFDATA2LSB) {
        return "is no 32-bit little-endian ELF file";
    }
    Elf32_Shdr table, strings;
    for (uint32_t i = 0;
         entry(image, header.e_shoff, i, &table, sizeof(table)) && i < header.e_shnum; i++) {
        if (table.sh_type == SHT_SYMTAB &&
            entry(image, header.e_shoff, table.sh_link, &strings, sizeof(strings))) {
            return read_symbols(image, &table, &strings) ? nullptr : "has a broken symbol table";
        }
    }
    return "has no symbols";
}

void image_free(struct image *image) {
    free(image->symbols);
    free(image->bytes);
    *image = (struct image){};
}

const struct image_symbol *image_find(const struct image *image, const char *name) {
    for (size_t i = 0; i < image->symbol_count; i++) {
        if (strcmp(image->symbols[i].name, name) == 0) {
            return &image->symbols[i];
        }
    }
    return nullptr;
}

const struct image_symbol *image_at(const struct image *image, uint32_t address) {
    const struct image_symbol *found = nullptr;
    for (size_t i = 0; i < image->symbol_count && image->symbols[i].address <= address; i++) {
        const struct image_symbol *symbol = &image->symbols[i];
        bool holds = address - symbol->address < symbol->size;
        if (holds && (found == nullptr || found->address < symbol->address)) {
            found = symbol;
        }
    }
    return found;
}

const uint8_t *image_section(const struct image *image, const char *name, size_t *size) {
    Elf32_Ehdr header;
    Elf32_Shdr names, section;
    if (!entry(image, 0, 0, &header, sizeof(header)) ||
        !entry(image, header.e_shoff, header.e_shstrndx, &names, sizeof(names))) {
        return nullptr;
    }
    for (uint32_t i = 0; i < header.e_shnum; i++) {
        if (!entry(image, header.e_shoff, i, &section, sizeof(section))) {
            return nullptr;
        }
        const char *found = name_at(image, &names, section.sh_name);
        bool has_bytes = section.sh_type != SHT_NOBITS && section.sh_offset <= image->size &&
                         section.sh_size <= image->size - section.sh_offset;
        if (found != nullptr && strcmp(found, name) == 0 && has_bytes) {
            *size = section.sh_size;
            return image->bytes + section.sh_offset;
        }
    }
    return nullptr;
}

bool image_word(const struct image *image, uint32_t address, uint32_t *word) {
    Elf32_Ehdr header;
    Elf32_Phdr segment;
    if (!entry(image, 0, 0, &header, sizeof(header))) {
        return false;
    }
    for (uint32_t i = 0; i < header.e_phnum; i++) {
        if (entry(image, header.e_phoff, i, &segment, sizeof(segment)) &&
            segment.p_type == PT_LOAD && address >= segment.p_vaddr &&
            segment.p_filesz >= sizeof(*word) &&
            address - segment.p_vaddr <= segment.p_filesz - sizeof(*word)) {
            return entry(image, (uint64_t)segment.p_offset + (address - segment.p_vaddr), 0, word,
                         sizeof(*word));
        }
    }
    return false;
}
