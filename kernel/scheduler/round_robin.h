// SPDX-License-Identifier: Apache-2.0 OR MIT
// Round robin: each ready process in turn, a slice each. Who was preempted by the kernel's own work
// goes on first, with what is left of its slice.
#pragma once

#include "kernel/scheduler/scheduler.h"

enum { ROUND_ROBIN_SLICE = 10000 }; // Microseconds.

struct round_robin {
    struct scheduler scheduler;
    uint32_t last; // Slot that ran last.
    bool goes_on;  // Was preempted.
};

extern const struct scheduler_ops round_robin_ops;

// Initialises a struct round_robin.
#define ROUND_ROBIN                                                                                \
    { .scheduler = {.ops = &round_robin_ops}, .last = 0, .goes_on = false }
