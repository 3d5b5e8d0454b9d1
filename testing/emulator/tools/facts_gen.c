// SPDX-License-Identifier: GPL-2.0-or-later
//
// Turns the chip's fact tables (testing/reference/sam4l/*.tsv) into C for the device models.
//
//     facts_gen header REGISTERS PERIPHERALS PINMUX > sam4l_facts.h
//     facts_gen source REGISTERS PERIPHERALS PINMUX > sam4l_facts.c
//     facts_gen resets REGISTERS PERIPHERALS PINMUX > sam4l_resets.inc
//
// The header names every register offset (USART_CSR), field mask (USART_CSR_RXRDY), base address
// (SAM4L_BASE_USART0), interrupt line (SAM4L_IRQ_USART0) and instance parameter
// (USART0_PDCA_ID_RX). The source holds the same registers as tables for run-time checks, and
// the pin functions. So no model repeats a number that the tables have. The third form is for a
// test: a row for each readable register of each peripheral, with its reset value.
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_COLUMNS = 12, MAX_LINE = 1024 };

// Registers that stand for several. The tables give the first one only.
struct repeat {
    const char *peripheral;
    const char *reg; // NULL: every register whose description starts with `group`
    const char *group;
    unsigned count;
    unsigned stride;
};

static const struct repeat REPEATS[] = {
    {"GPIO", NULL, "port", 3, 0x200},  {"PDCA", NULL, "channel", 16, 0x40},
    {"TC", NULL, "channel", 3, 0x40},  {"SCIF", "GCCTRL", NULL, 12, 4},
    {"BSCIF", "BR", NULL, 4, 4},       {"SPI", "CSR", NULL, 4, 4},
    {"HMATRIXB", "MCFG", NULL, 16, 4}, {"HMATRIXB", "SCFG", NULL, 16, 4},
    {"HMATRIXB", "PRAS", NULL, 16, 8}, {"HMATRIXB", "PRBS", NULL, 16, 8},
    {"HMATRIXB", "SFR", NULL, 16, 4},  {"AESA", "KEY", NULL, 8, 4},
    {"AESA", "INITVECT", NULL, 4, 4},  {"PEVC", "CHMX", NULL, 19, 4},
    {"PEVC", "EVS", NULL, 31, 4},      {"ACIFC", "CONF", NULL, 8, 4},
    {"ACIFC", "CONFW", NULL, 4, 4},    {"GLOC", "CR", NULL, 2, 8},
    {"GLOC", "TRUTH", NULL, 2, 8},
};

static int split(char *line, char *columns[]) {
    int count = 0;
    line[strcspn(line, "\r\n")] = '\0';
    for (char *at = line; at && count < MAX_COLUMNS; count++) {
        columns[count] = at;
        at = strchr(at, '\t');
        if (at) {
            *at++ = '\0';
        }
    }
    return count;
}

static int next_row(FILE *file, char *line, char *columns[], int expected) {
    while (fgets(line, MAX_LINE, file)) {
        if (line[0] == '#') {
            continue;
        }
        int count = split(line, columns);
        if (count >= expected && strcmp(columns[0], "peripheral") && strcmp(columns[0], "kind") &&
            strcmp(columns[0], "signal")) {
            return 1;
        }
    }
    return 0;
}

static FILE *open_table(const char *path) {
    FILE *file = fopen(path, "r");
    if (!file) {
        fprintf(stderr, "facts_gen: cannot read %s\n", path);
        exit(1);
    }
    return file;
}

static unsigned field_mask(const char *lsb, const char *bits) {
    unsigned width = (unsigned)strtoul(bits, NULL, 0);
    unsigned mask = width >= 32 ? 0xffffffffu : (1u << width) - 1;
    return mask << strtoul(lsb, NULL, 0);
}

static const struct repeat *find_repeat(const char *peripheral, const char *reg,
                                        const char *meaning) {
    for (size_t i = 0; i < sizeof(REPEATS) / sizeof(REPEATS[0]); i++) {
        const struct repeat *r = &REPEATS[i];
        if (strcmp(r->peripheral, peripheral)) {
            continue;
        }
        if (r->reg ? !strcmp(r->reg, reg)
                   : !strncmp(meaning, r->group, strlen(r->group)) &&
                         meaning[strlen(r->group)] == ' ') {
            return r;
        }
    }
    return NULL;
}

static void header_registers(FILE *file) {
    char line[MAX_LINE], *c[MAX_COLUMNS];
    while (next_row(file, line, c, 9)) {
        if (!strcmp(c[6], "-")) {
            printf("#define %s_%s %s\n", c[0], c[1], c[2]);
        } else {
            printf("#define %s_%s_%s 0x%08Xu\n", c[0], c[1], c[6], field_mask(c[7], c[8]));
        }
    }
}

static void header_peripherals(FILE *file) {
    char line[MAX_LINE], *c[MAX_COLUMNS];
    char seen[8192] = "\n";
    while (next_row(file, line, c, 3)) {
        if (!strcmp(c[0], "irq")) {
            printf("#define SAM4L_IRQ_%s %s\n", c[1], c[2]);
        } else if (!strcmp(c[0], "base")) {
            char key[64];
            snprintf(key, sizeof(key), "\n%s\n", c[1]);
            if (!strstr(seen, key) && strlen(seen) + strlen(key) < sizeof(seen)) {
                strcat(seen, key + 1);
                printf("#define SAM4L_BASE_%s %su\n", c[1], c[2]);
            }
        } else if (!strcmp(c[0], "param")) {
            printf("#define %s %s\n", c[1], c[2]);
        }
    }
}

struct fact {
    char peripheral[16], name[32];
    unsigned offset, reset, fields, readable, writable, reset_known, count, stride;
};

static int by_peripheral(const void *a, const void *b) {
    const struct fact *x = a, *y = b;
    int order = strcmp(x->peripheral, y->peripheral);
    return order ? order : (x->offset > y->offset) - (x->offset < y->offset);
}

static struct fact facts[4096];
static size_t fact_count;

static void read_facts(FILE *file) {
    char line[MAX_LINE], *c[MAX_COLUMNS];
    struct fact *f = NULL;
    while (next_row(file, line, c, 9)) {
        if (strcmp(c[6], "-")) {
            if (f) {
                f->fields |= field_mask(c[7], c[8]);
            }
            continue;
        }
        f = &facts[fact_count++];
        snprintf(f->peripheral, sizeof(f->peripheral), "%s", c[0]);
        snprintf(f->name, sizeof(f->name), "%s", c[1]);
        f->offset = (unsigned)strtoul(c[2], NULL, 0);
        f->readable = strchr(c[3], 'R') != NULL;
        f->writable = strchr(c[3], 'W') != NULL;
        f->reset_known = strcmp(c[5], "-") != 0;
        f->reset = f->reset_known ? (unsigned)strtoul(c[5], NULL, 0) : 0;
        const struct repeat *r = find_repeat(c[0], c[1], c[9]);
        f->count = r ? r->count : 1;
        f->stride = r ? r->stride : 0;
    }
    qsort(facts, fact_count, sizeof(facts[0]), by_peripheral);
}

static void source_registers(FILE *file) {
    read_facts(file);
    for (size_t i = 0; i < fact_count; i++) {
        const struct fact *f = &facts[i];
        if (i == 0 || strcmp(f->peripheral, f[-1].peripheral)) {
            printf("%sstatic const struct sam4l_reg_fact %s_regs[] = {\n", i ? "};\n" : "",
                   f->peripheral);
        }
        printf("    {\"%s\", 0x%x, %u, 0x%x, %u, %u, %u, 0x%08x, 0x%08x},\n", f->name, f->offset,
               f->count, f->stride, f->readable, f->writable, f->reset_known, f->reset, f->fields);
    }
    printf("};\nconst struct sam4l_block_fact sam4l_block_facts[] = {\n");
    for (size_t i = 0; i < fact_count; i++) {
        if (i == 0 || strcmp(facts[i].peripheral, facts[i - 1].peripheral)) {
            const char *p = facts[i].peripheral;
            printf("    {\"%s\", %s_regs, sizeof(%s_regs) / sizeof(%s_regs[0])},\n", p, p, p, p);
        }
    }
    printf("    {0, 0, 0},\n};\n");
}

static void source_pinmux(FILE *file) {
    char line[MAX_LINE], *c[MAX_COLUMNS];
    printf("const struct sam4l_pin_function sam4l_pin_functions[] = {\n");
    while (next_row(file, line, c, 3)) {
        int port = toupper((unsigned char)c[1][1]) - 'A';
        printf("    {\"%s\", %d, %s},\n", c[0], port * 32 + atoi(c[1] + 2), strchr(c[2], '=') + 1);
    }
    printf("    {0, 0, 0},\n};\n");
}

// The register block of an instance: USART3's is USART.
static const char *block_of(const char *instance) {
    static char name[32];
    if (!strcmp(instance, "HFLASHC")) {
        return "FLASHCALW";
    }
    if (!strcmp(instance, "HMATRIX")) {
        return "HMATRIXB";
    }
    snprintf(name, sizeof(name), "%s", instance);
    name[strcspn(name, "0123456789")] = '\0';
    return name;
}

static void resets(FILE *registers, FILE *peripherals) {
    char line[MAX_LINE], *c[MAX_COLUMNS], seen[8192] = "\n";
    read_facts(registers);
    while (next_row(peripherals, line, c, 3)) {
        char key[64];
        snprintf(key, sizeof(key), "\n%s\n", c[1]);
        if (strcmp(c[0], "base") || strstr(c[1], "_ADDR") || strstr(seen, key)) {
            continue;
        }
        strcat(seen, key + 1);
        for (size_t i = 0; i < fact_count; i++) {
            const struct fact *f = &facts[i];
            if (!strcmp(f->peripheral, block_of(c[1])) && f->readable && f->reset_known) {
                printf("ROW(\"%s.%s\", %su + 0x%xu, 0x%08xu)\n", c[1], f->name, c[2], f->offset,
                       f->reset);
            }
        }
    }
}

int main(int argc, char **argv) {
    if (argc != 5) {
        fprintf(stderr, "usage: facts_gen header|source|resets REGISTERS PERIPHERALS PINMUX\n");
        return 2;
    }
    FILE *registers = open_table(argv[2]);
    FILE *peripherals = open_table(argv[3]);
    FILE *pinmux = open_table(argv[4]);
    printf("/* SPDX-License-Identifier: GPL-2.0-or-later */\n/* Generated by facts_gen. */\n");
    if (!strcmp(argv[1], "header")) {
        printf("#pragma once\n");
        header_registers(registers);
        header_peripherals(peripherals);
    } else if (!strcmp(argv[1], "resets")) {
        resets(registers, peripherals);
    } else {
        printf("#include \"facts.h\"\n");
        source_registers(registers);
        source_pinmux(pinmux);
    }
    return 0;
}
