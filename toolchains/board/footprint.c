// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// Says how much flash, RAM and stack a kernel image uses against what the board has and what it may
// use.
// Exit status 1 if over budget, with the largest symbols, which is where to begin saving.

#include <elf.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LARGEST_SHOWN = 12 };

struct image {
    const uint8_t *bytes;
    size_t length;
    const Elf32_Ehdr *header;
};

// A stretch of the board's address space.
struct range {
    uint32_t origin, size;
};

struct symbol {
    const char *name;
    uint32_t size;
};

static void fail(const char *path, const char *why) {
    fprintf(stderr, "footprint: %s: %s\n", path, why);
    exit(2);
}

static struct image read_image(const char *path) {
    FILE *file = fopen(path, "rb");
    if (!file || fseek(file, 0, SEEK_END) != 0)
        fail(path, "cannot be read");
    size_t length = (size_t)ftell(file);
    rewind(file);
    uint8_t *bytes = malloc(length);
    if (!bytes || fread(bytes, 1, length, file) != length)
        fail(path, "cannot be read");
    fclose(file);
    const Elf32_Ehdr *header = (const Elf32_Ehdr *)bytes;
    if (length < sizeof *header || memcmp(bytes, ELFMAG, SELFMAG) != 0 ||
        header->e_ident[EI_CLASS] != ELFCLASS32)
        fail(path, "is not a 32-bit ELF file");
    return (struct image){bytes, length, header};
}

static const Elf32_Shdr *section(const struct image *image, unsigned index) {
    return (const Elf32_Shdr *)(image->bytes + image->header->e_shoff) + index;
}

static const char *section_name(const struct image *image, const Elf32_Shdr *s) {
    return (const char *)image->bytes + section(image, image->header->e_shstrndx)->sh_offset +
           s->sh_name;
}

static bool in_range(struct range range, uint32_t address) {
    return address >= range.origin && address - range.origin < range.size;
}

// What has to be programmed: from where the range begins to the last byte in it.
static uint32_t flash_used(const struct image *image, struct range flash) {
    const Elf32_Phdr *segment = (const Elf32_Phdr *)(image->bytes + image->header->e_phoff);
    uint32_t used = 0;
    for (unsigned i = 0; i < image->header->e_phnum; i++, segment++) {
        uint32_t end = segment->p_paddr - flash.origin + segment->p_filesz;
        if (segment->p_type == PT_LOAD && segment->p_filesz && in_range(flash, segment->p_paddr) &&
            end > used)
            used = end;
    }
    return used;
}

struct ram_use {
    uint32_t kernel, stack, processes;
};

static struct ram_use ram_used(const struct image *image, struct range ram) {
    struct ram_use use = {};
    for (unsigned i = 0; i < image->header->e_shnum; i++) {
        const Elf32_Shdr *s = section(image, i);
        if (!(s->sh_flags & SHF_ALLOC) || !in_range(ram, s->sh_addr))
            continue;
        const char *name = section_name(image, s);
        if (strcmp(name, ".stack") == 0)
            use.stack += s->sh_size;
        else if (strcmp(name, ".process_memory") == 0)
            use.processes += s->sh_size;
        else
            use.kernel += s->sh_size;
    }
    return use;
}

static int larger_first(const void *a, const void *b) {
    const struct symbol *x = a, *y = b;
    if (x->size != y->size)
        return x->size < y->size ? 1 : -1;
    return strcmp(x->name, y->name);
}

static void list_largest(const struct image *image, struct range range) {
    for (unsigned i = 0; i < image->header->e_shnum; i++) {
        const Elf32_Shdr *table = section(image, i);
        if (table->sh_type != SHT_SYMTAB)
            continue;
        const Elf32_Sym *all = (const Elf32_Sym *)(image->bytes + table->sh_offset);
        const char *names = (const char *)image->bytes + section(image, table->sh_link)->sh_offset;
        size_t count = table->sh_size / sizeof *all, kept = 0;
        struct symbol *symbols = calloc(count, sizeof *symbols);
        for (size_t j = 0; symbols && j < count; j++)
            if (all[j].st_size && in_range(range, all[j].st_value))
                symbols[kept++] = (struct symbol){names + all[j].st_name, all[j].st_size};
        qsort(symbols, kept, sizeof *symbols, larger_first);
        for (size_t j = 0; j < kept && j < LARGEST_SHOWN; j++)
            fprintf(stderr, "  %8u  %s\n", symbols[j].size, symbols[j].name);
        free(symbols);
    }
}

static bool check(const struct image *image, const char *board, const char *what, uint32_t used,
                  uint32_t budget, struct range range) {
    if (used <= budget)
        return true;
    fprintf(stderr, "%s: %s: %u bytes used, budget %u, %u too many. The largest symbols:\n", board,
            what, used, budget, used - budget);
    list_largest(image, range);
    return false;
}

static uint32_t number(const char *text) {
    return (uint32_t)strtoul(text, nullptr, 0);
}

// Appends a stack report's lines about whole stacks.
static void append_stacks(char *report, size_t size, const char *path) {
    FILE *in = fopen(path, "r");
    if (!in)
        fail(path, "cannot be read");
    char line[256];
    while (fgets(line, sizeof line, in))
        if (strncmp(line, "  stack ", strlen("  stack ")) == 0)
            strncat(report, line, size - strlen(report) - 1);
    fclose(in);
}

int main(int argc, char **argv) {
    if (argc != 11) {
        fprintf(stderr, "usage: footprint BOARD ELF STACK_REPORT REPORT FLASH_ORIGIN FLASH_SIZE "
                        "FLASH_BUDGET RAM_ORIGIN RAM_SIZE RAM_BUDGET\n");
        return 2;
    }
    const char *board = argv[1];
    struct image image = read_image(argv[2]);
    struct range flash = {number(argv[5]), number(argv[6])};
    struct range ram = {number(argv[8]), number(argv[9])};
    uint32_t flash_budget = number(argv[7]), ram_budget = number(argv[10]);
    uint32_t in_flash = flash_used(&image, flash);
    struct ram_use in_ram = ram_used(&image, ram);

    char report[1024];
    snprintf(report, sizeof report,
             "%s\n"
             "  flash  %6u of %6u bytes  %3u %%  (budget %u)\n"
             "  RAM    %6u of %6u bytes  %3u %%\n"
             "         %6u kernel (budget %u), %u kernel stack, %u process memory\n",
             board, in_flash, flash.size, in_flash * 100 / flash.size, flash_budget,
             in_ram.kernel + in_ram.stack + in_ram.processes, ram.size,
             (in_ram.kernel + in_ram.stack + in_ram.processes) * 100 / ram.size, in_ram.kernel,
             ram_budget, in_ram.stack, in_ram.processes);
    append_stacks(report, sizeof report, argv[3]);
    fputs(report, stdout);
    fflush(stdout);

    bool ok = check(&image, board, "flash", in_flash, flash_budget, flash);
    ok = check(&image, board, "RAM besides kernel stack and process memory", in_ram.kernel,
               ram_budget, ram) &&
         ok;
    FILE *out = fopen(argv[4], "w");
    if (!out || fputs(report, out) < 0 || fclose(out) != 0)
        fail(argv[4], "cannot be written");
    return ok ? 0 : 1;
}
