// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "kernel/scheduler/no_timer.h"

#include "kernel/scheduler/scheduler.h"

static void start(struct scheduler_timer *timer, uint32_t microseconds) {
    (void)timer;
    (void)microseconds;
}

static void resume(struct scheduler_timer *timer) {
    (void)timer;
}

// Of a slice without end, as much is left as ever.
static uint32_t left(struct scheduler_timer *timer) {
    (void)timer;
    return SCHEDULER_NO_END;
}

static const struct scheduler_timer_ops ops = {
    .start = start,
    .resume = resume,
    .stop = left,
    .remaining = left,
};

struct scheduler_timer no_timer = {.ops = &ops};
