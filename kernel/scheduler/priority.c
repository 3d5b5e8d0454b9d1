// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "kernel/scheduler/priority.h"

static struct scheduler_decision next(struct scheduler *scheduler, uint32_t ready) {
    (void)scheduler;
    struct scheduler_decision decision = {(uint32_t)__builtin_ctz(ready), SCHEDULER_NO_END};
    return decision;
}

static void ran(struct scheduler *scheduler, enum scheduler_reason reason,
                struct scheduler_timer *timer) {
    (void)scheduler;
    (void)reason;
    (void)timer;
}

// After an interrupt somebody before it may be ready.
static const struct scheduler_ops ops = {.next = next, .ran = ran, .goes_on = false};

struct scheduler priority_scheduler = {.ops = &ops};
