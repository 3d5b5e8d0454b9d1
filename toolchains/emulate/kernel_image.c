// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "toolchains/emulate/kernel_image.h"

#include <elf.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct file {
    uint8_t *bytes;
    size_t size;
};

static bool read_whole(const char *path, struct file *file) {
    FILE *from = fopen(path, "rb");
    long size = -1;
    if (from != NULL && fseek(from, 0, SEEK_END) == 0) {
        size = ftell(from);
    }
    if (size >= 0 && fseek(from, 0, SEEK_SET) == 0) {
        file->size = (size_t)size;
        file->bytes = malloc(file->size + 1);
    }
    bool read = file->bytes != NULL && fread(file->bytes, 1, file->size, from) == file->size;
    if (from != NULL) {
        fclose(from);
    }
    return read;
}

static bool within(const struct file *file, size_t offset, size_t size) {
    return offset <= file->size && size <= file->size - offset;
}

static bool section(const struct file *file, const Elf32_Ehdr *header, uint32_t index,
                    Elf32_Shdr *found) {
    size_t offset = header->e_shoff + (size_t)index * sizeof(*found);
    if (index >= header->e_shnum || !within(file, offset, sizeof(*found))) {
        return false;
    }
    memcpy(found, file->bytes + offset, sizeof(*found));
    return found->sh_type == SHT_NOBITS || within(file, found->sh_offset, found->sh_size);
}

static bool find_symbol(const struct file *file, const Elf32_Ehdr *header, const char *name,
                        uint32_t *value) {
    Elf32_Shdr symbols;
    Elf32_Shdr strings;
    for (uint32_t i = 0; i < header->e_shnum && section(file, header, i, &symbols); i++) {
        if (symbols.sh_type != SHT_SYMTAB || !section(file, header, symbols.sh_link, &strings)) {
            continue;
        }
        for (size_t at = 0; at + sizeof(Elf32_Sym) <= symbols.sh_size; at += sizeof(Elf32_Sym)) {
            Elf32_Sym symbol;
            memcpy(&symbol, file->bytes + symbols.sh_offset + at, sizeof(symbol));
            size_t length = strlen(name) + 1;
            if (symbol.st_name <= strings.sh_size && length <= strings.sh_size - symbol.st_name &&
                memcmp(file->bytes + strings.sh_offset + symbol.st_name, name, length) == 0) {
                *value = symbol.st_value;
                return true;
            }
        }
    }
    return false;
}

int kernel_image_app_flash(const char *path, uint32_t *start, uint32_t *end) {
    struct file file = {0};
    Elf32_Ehdr header;
    const char *problem = NULL;
    if (!read_whole(path, &file)) {
        problem = "cannot be read";
    } else if (file.size < sizeof(header) || memcmp(file.bytes, ELFMAG, SELFMAG) != 0 ||
               file.bytes[EI_CLASS] != ELFCLASS32) {
        problem = "is no 32-bit ELF file";
    } else {
        memcpy(&header, file.bytes, sizeof(header));
        if (!find_symbol(&file, &header, "_apps_start", start) ||
            !find_symbol(&file, &header, "_apps_end", end) || *start >= *end) {
            problem = "does not say where its applications lie (_apps_start, _apps_end)";
        }
    }
    if (problem != NULL) {
        fprintf(stderr, "emulate: kernel %s %s\n", path, problem);
    }
    free(file.bytes);
    return problem == NULL ? 0 : -1;
}
