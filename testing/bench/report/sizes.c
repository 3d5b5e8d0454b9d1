// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "testing/bench/report/sizes.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char stack[] = "(kernel stack)";

static void add(struct size_rows *rows, const char *name, int memory, uint32_t bytes, bool base) {
    struct size_row *row = nullptr;
    for (size_t i = 0; i < rows->count && row == nullptr; i++) {
        row = strcmp(rows->row[i].name, name) == 0 ? &rows->row[i] : nullptr;
    }
    if (row == nullptr) {
        struct size_row *more = realloc(rows->row, (rows->count + 1) * sizeof(*more));
        char *copy = strdup(name);
        if (more == nullptr || copy == nullptr) {
            abort();
        }
        rows->row = more;
        row = &more[rows->count++];
        *row = (struct size_row){.name = copy};
    }
    *(base ? &row->base[memory] : &row->bytes[memory]) += bytes;
}

static void read_line(struct board_size *board, const char *line, bool base) {
    char memory[8], target[256], file[512], symbol[256], name[800];
    uint32_t bytes;
    if (sscanf(line, "%7[^\t]\t%255[^\t]\t%511[^\t]\t%255[^\t]\t%u", memory, target, file, symbol,
               &bytes) != 5) {
        return;
    }
    int kind = strcmp(memory, "ram") == 0 ? SIZE_RAM : SIZE_FLASH;
    snprintf(name, sizeof(name), "%s (%s)", symbol, file);
    add(&board->symbols, name, kind, bytes, base);
    add(&board->targets, target, kind, bytes, base);
    char *slash = strrchr(file, '/');
    if (slash != nullptr) {
        *slash = '\0';
    }
    add(&board->folders, file, kind, bytes, base);
    if (!base && strcmp(symbol, stack) != 0) {
        shares_add(&board->shares[kind], name, bytes);
    }
}

bool board_size_read(struct board_size *board, const char *path, bool base) {
    FILE *file = fopen(path, "r");
    char line[2048];
    if (file == nullptr) {
        return false;
    }
    while (fgets(line, sizeof(line), file) != nullptr) {
        read_line(board, line, base);
    }
    board->has_base |= base;
    return fclose(file) == 0;
}

static char *joined(const char *first, const char *second) {
    char *whole = malloc(strlen(first) + strlen(second) + 1);
    if (whole == nullptr) {
        abort();
    }
    return strcat(strcpy(whole, first), second);
}

static uint32_t sum(const struct shares *shares) {
    uint32_t bytes = 0;
    for (size_t i = 0; i < shares->count; i++) {
        bytes += shares->share[i].amount;
    }
    return bytes;
}

void figures_add_size(struct figures *figures, const struct board_size *board) {
    static const char *const suffix[SIZE_MEMORIES] = {": flash", ": RAM"};
    for (int memory = 0; memory < SIZE_MEMORIES; memory++) {
        figures_add(figures, (struct figure){.section = "Size",
                                             .name = joined(board->name, suffix[memory]),
                                             .value = sum(&board->shares[memory]),
                                             .unit = "bytes",
                                             .shares = &board->shares[memory]});
    }
    static const char wiring[] = " (boards/imix/wiring.c)";
    const struct shares *ram = &board->shares[SIZE_RAM];
    for (size_t i = 0; strcmp(board->name, "imix") == 0 && i < ram->count; i++) {
        const char *file = strstr(ram->share[i].symbol, wiring);
        if (file != nullptr) {
            char *name = joined("imix's object ", ram->share[i].symbol);
            name[strlen(name) - strlen(wiring)] = '\0';
            figures_add(figures, (struct figure){.section = "RAM per capsule instance",
                                                 .name = name,
                                                 .value = ram->share[i].amount,
                                                 .unit = "bytes"});
        }
    }
}

static int by_size(const void *a, const void *b) {
    const struct size_row *x = a, *y = b;
    for (int memory = 0; memory < SIZE_MEMORIES; memory++) {
        if (x->bytes[memory] != y->bytes[memory]) {
            return x->bytes[memory] > y->bytes[memory] ? -1 : 1;
        }
    }
    return strcmp(x->name, y->name);
}

void size_rows_sort(struct size_rows *rows) {
    if (rows->count > 0) {
        qsort(rows->row, rows->count, sizeof(*rows->row), by_size);
    }
}
