// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "kernel/scheduler/alarm_timer.h"

#include "kernel/container.h"

enum : uint32_t { MICROSECONDS = 1000000 };

static struct alarm_timer *self_of(struct scheduler_timer *timer) {
    return container_of(timer, struct alarm_timer, timer);
}

// dividend / divisor, which is below 2^31; at most UINT32_MAX. Bit by bit: the compiler's own takes
// 700 bytes.
static uint32_t divide(uint64_t dividend, uint32_t divisor) {
    uint32_t rest = (uint32_t)(dividend >> 32);
    uint32_t low = (uint32_t)dividend;
    if (rest >= divisor) {
        return UINT32_MAX;
    }
    for (uint32_t bit = 0; bit < 32; bit++) {
        rest = rest << 1 | low >> 31;
        low <<= 1;
        if (rest >= divisor) {
            rest -= divisor;
            low |= 1;
        }
    }
    return low;
}

// Rounded up.
static uint32_t ticks_from(const struct alarm_timer *self, uint32_t microseconds) {
    uint64_t product = (uint64_t)microseconds * alarm_frequency(self->alarm);
    return divide(product + MICROSECONDS - 1, MICROSECONDS);
}

static uint32_t microseconds_from(const struct alarm_timer *self, uint32_t ticks) {
    return divide((uint64_t)ticks * MICROSECONDS, alarm_frequency(self->alarm));
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
