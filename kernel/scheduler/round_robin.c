// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "kernel/scheduler/round_robin.h"

#include "kernel/container.h"
#include "kernel/scheduler_timer.h"

static struct scheduler_decision next(struct scheduler *scheduler, uint32_t ready) {
    struct round_robin *self = container_of(scheduler, struct round_robin, scheduler);
    struct scheduler_decision decision = {self->last, self->remaining};
    if (self->remaining < ROUND_ROBIN_MINIMUM || (ready >> self->last & 1) == 0) {
        // Ready ones behind the last; if there are none, from the start.
        uint32_t behind = ready & ~((UINT32_C(2) << self->last) - 1);
        decision.slot = (uint32_t)__builtin_ctz(behind != 0 ? behind : ready);
        decision.microseconds = ROUND_ROBIN_SLICE;
        self->last = decision.slot;
    }
    return decision;
}

static void ran(struct scheduler *scheduler, enum scheduler_reason reason,
                struct scheduler_timer *timer) {
    struct round_robin *self = container_of(scheduler, struct round_robin, scheduler);
    self->remaining = reason == SCHEDULER_PREEMPTED ? timer->ops->remaining(timer) : 0;
}

const struct scheduler_ops round_robin_ops = {.next = next, .ran = ran, .goes_on = true};
