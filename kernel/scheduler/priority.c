// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "kernel/scheduler/priority.h"

static struct scheduler_decision next(struct scheduler *scheduler, uint32_t ready) {
    (void)scheduler;
    struct scheduler_decision decision = {(uint32_t)__builtin_ctz(ready), SCHEDULER_NO_END};
    return decision;
}

// Somebody before it may be ready by now.
static bool goes_on(const struct scheduler *scheduler, uint32_t ready) {
    (void)scheduler;
    (void)ready;
    return false;
}

static void ran(struct scheduler *scheduler, enum scheduler_reason reason) {
    (void)scheduler;
    (void)reason;
}

static const struct scheduler_ops ops = {.next = next, .goes_on = goes_on, .ran = ran};

struct scheduler priority_scheduler = {.ops = &ops};
