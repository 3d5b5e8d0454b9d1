// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "kernel/scheduler/cooperative.h"

#include "kernel/container.h"

static struct scheduler_decision next(struct scheduler *scheduler, uint32_t ready) {
    struct cooperative *self = container_of(scheduler, struct cooperative, scheduler);
    if (self->waits || (ready >> self->last & 1) == 0) {
        // Ready ones behind the last; if there are none, from the start.
        uint32_t behind = ready & ~((UINT32_C(2) << self->last) - 1);
        self->last = (uint32_t)__builtin_ctz(behind != 0 ? behind : ready);
    }
    struct scheduler_decision decision = {self->last, SCHEDULER_NO_END};
    return decision;
}

static void ran(struct scheduler *scheduler, enum scheduler_reason reason,
                struct scheduler_timer *timer) {
    (void)timer;
    struct cooperative *self = container_of(scheduler, struct cooperative, scheduler);
    self->waits = reason == SCHEDULER_BLOCKED;
}

const struct scheduler_ops cooperative_ops = {.next = next, .ran = ran, .goes_on = true};
