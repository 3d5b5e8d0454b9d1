// SPDX-License-Identifier: Apache-2.0 OR MIT
// What one run in the emulator gave: the counter's file, and the values that applications printed.
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

// Instructions, or bytes, and which symbol they are in.
struct share {
    char *symbol;
    uint32_t amount;
};

struct shares {
    struct share *share;
    size_t count;
};

struct window {
    uint32_t id, parameter;
    uint32_t kernel, process; // Instructions.
    uint32_t passes, interrupts;
    struct shares spent; // The kernel's instructions.
};

struct value {
    char *name;
    uint32_t number;
};

struct run {
    struct window *windows; // In the order in which they ended.
    size_t window_count;
    struct value *values;
    size_t value_count;
};

// Adds to the list. amount counts for symbol, which may be there already.
void shares_add(struct shares *shares, const char *symbol, uint32_t amount);

// What the symbol has; 0 if it is not there.
uint32_t shares_of(const struct shares *shares, const char *symbol);

// Reads NAME.counts (see testing/bench/counter/plugin.c). False: it cannot be read.
bool run_read_counts(struct run *run, const char *path);

// Takes the lines "value NAME NUMBER" of NAME.console. False: it cannot be read.
bool run_read_console(struct run *run, const char *path);

// The windows of an id: the first, or of the later ones that which took most. passes: only windows
// with as many ways into the kernel; 0: any. Null: there is none.
const struct window *run_first(const struct run *run, uint32_t id, uint32_t passes);
const struct window *run_later(const struct run *run, uint32_t id, uint32_t passes);

const struct value *run_value(const struct run *run, const char *name);

#ifdef __cplusplus
}
#endif
