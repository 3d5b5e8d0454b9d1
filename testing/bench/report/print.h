// SPDX-License-Identifier: Apache-2.0 OR MIT
// The report as text, and as comma-separated values.
#pragma once

#include <stdio.h>

#include "testing/bench/report/figure.h"
#include "testing/bench/report/goal.h"
#include "testing/bench/report/memory.h"
#include "testing/bench/report/sizes.h"

#ifdef __cplusplus
extern "C" {
#endif

// Everything that was measured.
struct report {
    struct figures figures;
    struct board_size *boards;
    size_t board_count;
    struct process_memories memories;
};

// The figures to reach: what was measured, what it may be at most, what Tock needs.
void print_goals(const struct report *report, FILE *out);

// The whole report.
void print_report(const struct report *report, FILE *out);

// Every figure, and each board's sizes by folder, target and symbol, as
//     section,what,first time,axis,n,value,unit,goal,Tock,before
void print_csv(const struct report *report, FILE *out);

#ifdef __cplusplus
}
#endif
