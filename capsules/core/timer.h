// SPDX-License-Identifier: Apache-2.0 OR MIT
// A timer: calls back when an interval has passed, once or again and again (TRD 105, 5). It takes
// an alarm of its own, a virtual one (virtual_alarm.h) where there are several users; times are in
// that alarm's ticks.
//
// An interval is never cut short. A repeating timer keeps its pace: the callbacks are due at
// multiples of its interval from when it was started. If one comes so late that others are due,
// too, those are left out.
//
// Wiring:
//     static struct timer blink_timer = {.alarm = &blink_alarm.alarm};
//     ... timer_init(&blink_timer, &self->timer_client)
#pragma once

#include "hil/time.h"

struct timer_client;

struct timer_client_ops {
    // The interval has passed. The timer may be started or cancelled from here.
    void (*fired)(struct timer_client *client);
};

struct timer_client {
    const struct timer_client_ops *ops;
};

enum timer_mode : uint8_t { TIMER_OFF, TIMER_ONESHOT, TIMER_REPEATING };

struct timer {
    struct alarm *alarm; // Set by the board; the timer becomes its client.

    struct alarm_client alarm_client;
    struct timer_client *client;
    uint32_t reference; // When the interval began.
    uint32_t interval;  // Ticks.
    enum timer_mode mode;
};

// Wires timer, alarm and client together. Called once, before the timer is used.
void timer_init(struct timer *timer, struct timer_client *client);

// Start it, in place of what it was started for before. Return in how many ticks the (first)
// callback is due: interval, or the shortest that the alarm can do, if that is more; then it is the
// interval of a repeating timer, too.
uint32_t timer_oneshot(struct timer *timer, uint32_t interval);
uint32_t timer_repeating(struct timer *timer, uint32_t interval);

// No callback follows, even if one is due.
void timer_cancel(struct timer *timer);

// Ticks until the next callback; 0: it is due, or the timer is off.
uint32_t timer_remaining(const struct timer *timer);

// What it was started for; TIMER_OFF once that is over.
enum timer_mode timer_mode_of(const struct timer *timer);
