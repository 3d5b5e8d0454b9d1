// SPDX-License-Identifier: Apache-2.0 OR MIT
// Multilevel feedback queues (Arpaci-Dusseau, "Operating Systems: Three Easy Pieces", chapter 8):
// processes that wait a lot go before those that compute a lot.
//
// Three levels with slices of 10, 20 and 50 ms. Among the ready processes those of the highest
// level take turns. A process starts at the top; when it has run for its level's slice, be it in
// pieces between waits, it goes down one level. After each 5 s of processes' running time all go
// back to the top, so that nobody starves for longer.
//
// Wiring:
//     static uint32_t used[PROCESS_SLOTS];
//     static struct mlfq scheduler = {
//         .scheduler = {.ops = &mlfq_ops},
//         .used = SPAN(used),
//     };
//     ... .scheduler = &scheduler.scheduler
#pragma once

#include "kernel/scheduler/scheduler.h"
#include "kernel/span.h"

enum : uint32_t {
    MLFQ_LEVELS = 3,
    MLFQ_MINIMUM = 500,     // Microseconds: less left of a slice than this counts as nothing.
    MLFQ_REFRESH = 5000000, // Microseconds.
};

struct mlfq {
    struct scheduler scheduler;
    // Microseconds that each slot has used of its level's slice: the board's, one for each slot.
    SPAN_OF(uint32_t) used;
    uint32_t level[MLFQ_LEVELS]; // Bit n of level i + 1: slot n is at that level; level 0: unused.
    uint32_t last[MLFQ_LEVELS];  // Slot that ran last.
    uint32_t current;            // The decision that was last made:
    uint32_t current_level;
    uint32_t given;
    bool goes_on;   // It was preempted: it goes on first among its level.
    uint32_t since; // Microseconds that processes have run since the last refresh.
};

extern const struct scheduler_ops mlfq_ops;
