// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "kernel/scheduler/mlfq.h"

#include "kernel/container.h"
#include "kernel/scheduler_timer.h"

static const uint32_t slices[MLFQ_LEVELS] = {10000, 20000, 50000};

static struct mlfq *self_of(struct scheduler *scheduler) {
    return container_of(scheduler, struct mlfq, scheduler);
}

// The slots at a level: those that went down to it, and at the top all others.
static uint32_t slots_at(const struct mlfq *self, uint32_t level) {
    return level == 0 ? ~(self->level[1] | self->level[2]) : self->level[level];
}

static uint32_t pick(struct mlfq *self, uint32_t ready, uint32_t level) {
    uint32_t last = self->last[level];
    if (self->goes_on && self->current_level == level && (ready >> self->current & 1) != 0) {
        return self->current;
    }
    // Ready ones behind the last; if there are none, from the start.
    uint32_t behind = ready & ~((UINT32_C(2) << last) - 1);
    return (uint32_t)__builtin_ctz(behind != 0 ? behind : ready);
}

static struct scheduler_decision next(struct scheduler *scheduler, uint32_t ready) {
    struct mlfq *self = self_of(scheduler);
    uint32_t level = 0;
    while ((ready & slots_at(self, level)) == 0) {
        level++;
    }
    uint32_t slot = pick(self, ready & slots_at(self, level), level);
    self->current = slot;
    self->current_level = level;
    self->last[level] = slot;
    self->given = slices[level] - *span_at(self->used, slot);
    struct scheduler_decision decision = {slot, self->given};
    return decision;
}

static void go_down(struct mlfq *self) {
    uint32_t bit = UINT32_C(1) << self->current;
    if (self->current_level + 1 < MLFQ_LEVELS) {
        self->level[self->current_level] &= ~bit;
        self->level[self->current_level + 1] |= bit;
    }
    *span_at(self->used, self->current) = 0;
    self->goes_on = false;
}

static void refresh(struct mlfq *self) {
    for (uint32_t level = 0; level < MLFQ_LEVELS; level++) {
        self->level[level] = 0;
    }
    for (uint32_t slot = 0; slot < self->used.count; slot++) {
        *span_at(self->used, slot) = 0;
    }
    self->since = 0;
    self->goes_on = false;
}

static void ran(struct scheduler *scheduler, enum scheduler_reason reason,
                struct scheduler_timer *timer) {
    struct mlfq *self = self_of(scheduler);
    uint32_t remaining = timer->ops->remaining(timer);
    uint32_t used = self->given - (remaining < self->given ? remaining : self->given);
    *span_at(self->used, self->current) += used;
    self->since += used;
    self->goes_on = reason == SCHEDULER_PREEMPTED;
    if (slices[self->current_level] - *span_at(self->used, self->current) < MLFQ_MINIMUM) {
        go_down(self);
    }
    if (self->since >= MLFQ_REFRESH) {
        refresh(self);
    }
}

// After an interrupt somebody at a higher level may be ready.
const struct scheduler_ops mlfq_ops = {.next = next, .ran = ran, .goes_on = false};
