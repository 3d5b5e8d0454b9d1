// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "capsules/core/timer.h"

#include "kernel/container.h"

static uint32_t start(struct timer *timer, uint32_t interval, enum timer_mode mode) {
    uint32_t shortest = timer->alarm->ops->minimum_dt;
    timer->mode = mode;
    timer->reference = alarm_now(timer->alarm);
    timer->interval = interval > shortest ? interval : shortest;
    alarm_set(timer->alarm, timer->reference, timer->interval);
    return timer->interval;
}

static void fired(struct alarm_client *client) {
    struct timer *timer = container_of(client, struct timer, alarm_client);
    if (timer->mode == TIMER_REPEATING) {
        uint32_t passed = alarm_now(timer->alarm) - timer->reference;
        timer->reference += passed - passed % timer->interval;
        alarm_set(timer->alarm, timer->reference, timer->interval);
    } else {
        timer->mode = TIMER_OFF;
    }
    timer->client->ops->fired(timer->client);
}

static const struct alarm_client_ops client_ops = {.fired = fired};

void timer_init(struct timer *timer, struct timer_client *client) {
    timer->alarm_client.ops = &client_ops;
    timer->alarm->client = &timer->alarm_client;
    timer->client = client;
    timer->mode = TIMER_OFF;
}

uint32_t timer_oneshot(struct timer *timer, uint32_t interval) {
    return start(timer, interval, TIMER_ONESHOT);
}

uint32_t timer_repeating(struct timer *timer, uint32_t interval) {
    return start(timer, interval, TIMER_REPEATING);
}

void timer_cancel(struct timer *timer) {
    timer->mode = TIMER_OFF;
    alarm_disarm(timer->alarm);
}

uint32_t timer_remaining(const struct timer *timer) {
    uint32_t passed = alarm_now(timer->alarm) - timer->reference;
    return timer->mode != TIMER_OFF && passed < timer->interval ? timer->interval - passed : 0;
}

enum timer_mode timer_mode_of(const struct timer *timer) {
    return timer->mode;
}
