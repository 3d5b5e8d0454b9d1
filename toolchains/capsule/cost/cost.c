// SPDX-License-Identifier: Apache-2.0 OR MIT
// cost PERCENT {+NAME CHECKED... - PLAIN...}...
//
// What run-time checks cost: for each capsule the flash bytes and the instructions of its objects,
// which are Thumb code for ELF32, without and with them. Exit status 1 if all checked ones together
// take more than PERCENT more flash than the plain ones.
#include <elf.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct size {
    unsigned long flash, instructions;
};

static void *read_file(const char *path) {
    FILE *file = fopen(path, "rb");
    if (file == NULL || fseek(file, 0, SEEK_END) != 0) {
        perror(path);
        exit(2);
    }
    size_t length = (size_t)ftell(file);
    rewind(file);
    char *bytes = calloc(length + sizeof(Elf32_Ehdr), 1);
    if (fread(bytes, 1, length, file) != length || memcmp(bytes, ELFMAG, SELFMAG) != 0 ||
        bytes[EI_CLASS] != ELFCLASS32) {
        fprintf(stderr, "cost: %s is no object for the target\n", path);
        exit(2);
    }
    fclose(file);
    return bytes;
}

static uint16_t half_at(const char *bytes) {
    return (uint16_t)((unsigned char)bytes[0] | (unsigned char)bytes[1] << 8);
}

// The instructions from start to end: of two halves if the first is 0b11101 or above.
static unsigned long count(const char *code, uint32_t start, uint32_t end) {
    unsigned long instructions = 0;
    while (start + 2 <= end) {
        start += half_at(code + start) >> 11 >= 0x1d ? 4 : 2;
        instructions++;
    }
    return instructions;
}

// A mapping symbol in a section: $t where code begins, $d where data does.
struct mark {
    uint32_t at;
    bool code;
};

static int by_place(const void *a, const void *b) {
    const struct mark *x = a, *y = b;
    return x->at < y->at ? -1 : x->at > y->at;
}

static unsigned long count_section(const char *elf, const Elf32_Shdr *sections, uint16_t index,
                                   const Elf32_Shdr *table) {
    const Elf32_Sym *symbols = (const void *)(elf + table->sh_offset);
    const char *names = elf + sections[table->sh_link].sh_offset;
    size_t symbol_count = table->sh_size / sizeof *symbols;
    struct mark *marks = calloc(symbol_count + 1, sizeof *marks);
    size_t used = 0;
    for (size_t i = 0; i < symbol_count; i++) {
        const char *name = names + symbols[i].st_name;
        if (symbols[i].st_shndx == index && name[0] == '$' && strchr("td", name[1]) != NULL) {
            marks[used++] = (struct mark){symbols[i].st_value, name[1] == 't'};
        }
    }
    qsort(marks, used, sizeof *marks, by_place);
    marks[used].at = sections[index].sh_size;
    unsigned long instructions = 0;
    for (size_t i = 0; i < used; i++) {
        if (marks[i].code) {
            instructions += count(elf + sections[index].sh_offset, marks[i].at, marks[i + 1].at);
        }
    }
    free(marks);
    return instructions;
}

static struct size measure(const char *path) {
    const char *elf = read_file(path);
    const Elf32_Ehdr *header = (const void *)elf;
    const Elf32_Shdr *sections = (const void *)(elf + header->e_shoff);
    const Elf32_Shdr *table = NULL;
    for (uint16_t i = 0; i < header->e_shnum; i++) {
        table = sections[i].sh_type == SHT_SYMTAB ? &sections[i] : table;
    }
    struct size size = {0};
    for (uint16_t i = 0; i < header->e_shnum; i++) {
        bool kept = (sections[i].sh_flags & SHF_ALLOC) != 0 && sections[i].sh_type != SHT_NOBITS;
        size.flash += kept ? sections[i].sh_size : 0;
        if (kept && (sections[i].sh_flags & SHF_EXECINSTR) != 0 && table != NULL) {
            size.instructions += count_section(elf, sections, i, table);
        }
    }
    return size;
}

static double percent(unsigned long plain, unsigned long checked) {
    return plain == 0 ? 0 : 100.0 * ((double)checked - (double)plain) / (double)plain;
}

static void print(const char *name, struct size plain, struct size checked) {
    printf("%-24s %6lu %6lu %+6.1f %%   %6lu %6lu %+6.1f %%\n", name, plain.flash, checked.flash,
           percent(plain.flash, checked.flash), plain.instructions, checked.instructions,
           percent(plain.instructions, checked.instructions));
}

static void add(struct size *total, struct size size) {
    total->flash += size.flash;
    total->instructions += size.instructions;
}

int main(int argument_count, char **arguments) {
    struct size all[2] = {0}; // Checked, plain.
    printf("%-24s %22s   %23s\n%-24s %6s %6s %8s   %6s %6s %8s\n", "", "flash bytes",
           "instructions", "run-time checks:", "without", "with", "", "without", "with", "");
    for (int i = 2; i < argument_count;) {
        const char *name = arguments[i++] + 1;
        struct size capsule[2] = {0};
        int which = 0;
        for (; i < argument_count && arguments[i][0] != '+'; i++) {
            if (strcmp(arguments[i], "-") == 0) {
                which = 1;
            } else {
                add(&capsule[which], measure(arguments[i]));
            }
        }
        print(name, capsule[1], capsule[0]);
        add(&all[0], capsule[0]);
        add(&all[1], capsule[1]);
    }
    print("all", all[1], all[0]);
    double limit = argument_count > 1 ? strtod(arguments[1], NULL) : 0;
    if (all[1].flash == 0 || percent(all[1].flash, all[0].flash) > limit) {
        printf("error: more than %.1f %% more flash, or nothing was measured\n", limit);
        return 1;
    }
    return 0;
}
