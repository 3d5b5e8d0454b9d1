// SPDX-License-Identifier: Apache-2.0 OR MIT
// Budgets: what figures may be at most. A person edits the file: "BUDGET[TAB]LABEL" a line, # opens
// a comment. Beside it lies what the figures consisted of when the budgets were last tightened, so
// that it can be said what has grown: "LABEL[TAB]SYMBOL[TAB]AMOUNT" a line.
#pragma once

#include <stdio.h>

#include "testing/bench/report/figure.h"

#ifdef __cplusplus
extern "C" {
#endif

struct budget {
    char *label;
    uint32_t most;
};

struct budgets {
    struct budget *budget;
    size_t count;
};

struct baseline {
    struct baseline_entry {
        char *label;
        struct shares shares;
    } * entry;
    size_t count;
};

// False: it cannot be read, or a line is wrong, which is then said on stderr.
bool budgets_read(struct budgets *budgets, const char *path);
bool baseline_read(struct baseline *baseline, const char *path);

// The figure that a budget is for; null: there is none of that label.
const struct figure *budget_figure(const struct figures *figures, const struct budget *budget);

// Says on out which budgets are exceeded, and what has grown most; and which name no figure.
// Returns how many.
size_t budgets_check(const struct budgets *budgets, const struct baseline *baseline,
                     const struct figures *figures, FILE *out);

// Writes the file path anew to out, each budget lowered to its figure if that is less.
bool budgets_tighten(const struct figures *figures, const char *path, FILE *out);

// Writes what the budgets' figures consist of now.
void baseline_write(const struct budgets *budgets, const struct figures *figures, FILE *out);

#ifdef __cplusplus
}
#endif
