// SPDX-License-Identifier: Apache-2.0 OR MIT
// Round robin: each ready process in turn, a slice each. Who was preempted by the kernel's own work
// goes on first, with what is left of its slice.
#pragma once

#include "kernel/scheduler/scheduler.h"

enum {
    ROUND_ROBIN_SLICE = 10000, // Microseconds.
    ROUND_ROBIN_MINIMUM = 500, // Less left than this counts as nothing.
};

struct round_robin {
    struct scheduler scheduler;
    uint32_t last;      // Slot that ran last.
    uint32_t remaining; // What it has left, if it goes on; else 0.
};

extern const struct scheduler_ops round_robin_ops;

// Initialises a struct round_robin.
#define ROUND_ROBIN {.scheduler = {.ops = &round_robin_ops}, .last = 0, .remaining = 0}
