// SPDX-License-Identifier: Apache-2.0 OR MIT
// What images consist of: the files that testing/bench/size writes.
#pragma once

#include "testing/bench/report/figure.h"

#ifdef __cplusplus
extern "C" {
#endif

enum { SIZE_FLASH, SIZE_RAM, SIZE_MEMORIES };

// Bytes under a name, and what they were at the commit that is compared with.
struct size_row {
    char *name;
    uint32_t bytes[SIZE_MEMORIES], base[SIZE_MEMORIES];
};

struct size_rows {
    struct size_row *row;
    size_t count;
};

struct board_size {
    const char *name;
    bool has_base;
    struct size_rows folders, targets, symbols; // Symbols are "SYMBOL (FILE)".
    struct shares shares[SIZE_MEMORIES];        // By symbol, the kernel's stack left out.
};

// Reads a file. base: it is what the board was at the commit that is compared with. False: it
// cannot be read.
bool board_size_read(struct board_size *board, const char *path, bool base);

// Adds "NAME: flash" and "NAME: RAM", without the kernel's stack. And for imix, what each object of
// a capsule takes.
void figures_add_size(struct figures *figures, const struct board_size *board);

// The rows, those that take most first: flash, then RAM.
void size_rows_sort(struct size_rows *rows);

#ifdef __cplusplus
}
#endif
