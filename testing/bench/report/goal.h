// SPDX-License-Identifier: Apache-2.0 OR MIT
// The figures to reach, and Tock's for the same.
#pragma once

#include "testing/bench/report/figure.h"

#ifdef __cplusplus
extern "C" {
#endif

enum { GOAL_FIGURES = 3 };

struct goal {
    const char *what;
    const char *name[GOAL_FIGURES]; // The figures, in the order of what; null behind the last.
    bool first;                     // The first time.
    uint32_t most;                  // Of each.
    const char *tock;               // Tock's best, counted the same way; instructions are RV32's.
    const char *unit;
};

extern const struct goal goals[];
extern const size_t goal_count;

// What was measured for the index-th figure of a goal. Null: it was not.
const struct figure *goal_figure(const struct figures *figures, const struct goal *goal,
                                 size_t index);

// Adds the figures that follow from others: what allocating a grant and checking
// a credential cost, and how much a call or a
// timer costs more with 16 processes.
void goals_add_derived(struct figures *figures);

#ifdef __cplusplus
}
#endif
