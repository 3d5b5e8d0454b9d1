// SPDX-License-Identifier: Apache-2.0 OR MIT
// Cooperative: a process runs until it waits; then the next ready one has its turn. The kernel's
// own work comes in between, and the same process goes on after it. A process that never waits
// keeps all others from running.
#pragma once

#include "kernel/scheduler/scheduler.h"

struct cooperative {
    struct scheduler scheduler;
    uint32_t last; // Slot that ran last.
    bool waits;    // It ran until it waited, or has not run yet.
};

extern const struct scheduler_ops cooperative_ops;

// Initialises a struct cooperative.
#define COOPERATIVE {.scheduler = {.ops = &cooperative_ops}, .last = 31, .waits = true}
