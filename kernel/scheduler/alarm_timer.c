// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "kernel/scheduler/alarm_timer.h"

#include "kernel/container.h"

enum : uint32_t { MICROSECONDS = 1000000 };

static struct alarm_timer *self_of(struct scheduler_timer *timer) {
    return container_of(timer, struct alarm_timer, timer);
}

static uint32_t ticks_from(const struct alarm_timer *self, uint32_t microseconds) {
    uint32_t frequency = alarm_frequency(self->alarm);
    uint64_t ticks = ((uint64_t)microseconds * frequency + MICROSECONDS - 1) / MICROSECONDS;
    return ticks > UINT32_MAX ? UINT32_MAX : (uint32_t)ticks;
}

static uint32_t microseconds_from(const struct alarm_timer *self, uint32_t ticks) {
    uint64_t microseconds = (uint64_t)ticks * MICROSECONDS / alarm_frequency(self->alarm);
    return microseconds > UINT32_MAX ? UINT32_MAX : (uint32_t)microseconds;
}

static void resume(struct scheduler_timer *timer) {
    struct alarm_timer *self = self_of(timer);
    self->started = alarm_now(self->alarm);
    alarm_set(self->alarm, self->started, self->left);
}

static void start(struct scheduler_timer *timer, uint32_t microseconds) {
    struct alarm_timer *self = self_of(timer);
    self->left = ticks_from(self, microseconds);
    resume(timer);
}

static uint32_t stop(struct scheduler_timer *timer) {
    struct alarm_timer *self = self_of(timer);
    uint32_t passed = alarm_now(self->alarm) - self->started;
    self->left = passed < self->left ? self->left - passed : 0;
    alarm_disarm(self->alarm);
    return self->left;
}

static uint32_t remaining(struct scheduler_timer *timer) {
    const struct alarm_timer *self = self_of(timer);
    return microseconds_from(self, self->left);
}

// The slice is over, and the main loop knows it from the time.
static void fired(struct alarm_client *client) {
    (void)client;
}

static const struct scheduler_timer_ops ops = {
    .start = start,
    .resume = resume,
    .stop = stop,
    .remaining = remaining,
};

static const struct alarm_client_ops client_ops = {.fired = fired};

void alarm_timer_init(struct alarm_timer *timer) {
    timer->timer.ops = &ops;
    timer->client.ops = &client_ops;
    timer->alarm->client = &timer->client;
    timer->left = 0;
}
