// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// pack IMAGE.elf OUT.ld: reads an image that was linked with its initial values in .data, and
// writes the part of a linker script that links it once more with the packed ones (pack.h).

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "toolchains/app/elf2tbf/bytes.h"
#include "toolchains/app/elf2tbf/elf.h"
#include "toolchains/board/pack/pack.h"

static const char script[] = ".data (NOLOAD) :\n"
                             "{\n"
                             "    . = ALIGN(4);\n"
                             "    _data_start = .;\n"
                             "    *(.data .data.*)\n"
                             "    . = ALIGN(4);\n"
                             "    _data_end = .;\n"
                             "} > ram\n"
                             "_kernel_end = _data_load + SIZEOF(.data_load);\n";

[[noreturn]] static void fail(const char *path, const char *why) {
    fprintf(stderr, "pack: %s: %s\n", path, why);
    exit(1);
}

static struct elf_section find_data(const struct elf *elf, const char *path) {
    for (uint32_t i = 0; i < elf->section_count; i++) {
        struct elf_section section = elf_section_at(elf, i);
        if (strcmp(section.name, ".data") == 0 && section.type != ELF_SECTION_NOBITS &&
            section.size % 4 == 0) {
            return section;
        }
    }
    fail(path, "no section .data of whole words with content");
}

static void check_independent(const struct elf *elf, const uint32_t *words, size_t count,
                              const char *path) {
    struct elf_symbol end;
    if (!elf_find_symbol(elf, "_kernel_end", &end)) {
        fail(path, "no symbol _kernel_end");
    }
    if (pack_refers_to_end(words, count, end.value)) {
        fail(path, "initialised data in RAM refers to _kernel_end, whose place depends on that "
                   "data; make the object constant");
    }
}

static void write_script(FILE *out, const struct elf_section *data,
                         const struct pack_entry *entries, size_t count) {
    fputs(".data_load :\n{\n    _data_load = .;\n", out);
    for (size_t i = 0; i < count; i++) {
        fprintf(out, "    BYTE(%u) LONG(0x%08x)\n", entries[i].distance, entries[i].value);
    }
    fputs("    BYTE(0)\n} > rom\n", out);
    fputs(script, out);
    fprintf(out,
            "ASSERT(_data_start == 0x%x && _data_end == 0x%x, \"the two links of this image put "
            "its data in different places\")\n",
            data->address, data->address + data->size);
}

int main(int argc, char **argv) {
    if (argc != 3) {
        fprintf(stderr, "usage: pack IMAGE.elf OUT.ld\n");
        return 2;
    }
    struct bytes file = {};
    struct elf elf;
    struct problem problem = {};
    if (!bytes_read_file(&file, argv[1], &problem) || !elf_open(&elf, &file, &problem)) {
        fail(argv[1], problem.text);
    }
    struct elf_section data = find_data(&elf, argv[1]);
    size_t count = data.size / 4;
    uint32_t *words = calloc(count + 1, sizeof *words);
    struct pack_entry *entries = calloc(count + 1, sizeof *entries);
    if (words == nullptr || entries == nullptr) {
        fail(argv[1], "no memory");
    }
    for (size_t i = 0; i < count; i++) {
        words[i] = bytes_u32_at(&file, data.offset + 4 * i);
    }
    check_independent(&elf, words, count, argv[1]);
    FILE *out = fopen(argv[2], "w");
    if (out == nullptr) {
        fail(argv[2], "cannot be written");
    }
    write_script(out, &data, entries, pack(words, count, entries));
    if (fclose(out) != 0) {
        fail(argv[2], "cannot be written");
    }
    return 0;
}
