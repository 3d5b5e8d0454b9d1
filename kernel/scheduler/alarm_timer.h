// SPDX-License-Identifier: Apache-2.0 OR MIT
// The scheduler's timer on an alarm (a virtual one, usually): for processors without a timer of
// their own to spare, or where that one stops in the sleep that an idle process allows.
//
// The alarm is set once a slice, and again after each interrupt; it ends the slice. A slice is as
// long as the alarm's ticks say, so at least one tick and the alarm's shortest distance: on a slow
// counter setting it can cost more than it is worth (SAM4L's AST takes thousands of cycles).
//
// Wiring:
//     static struct alarm_timer timer = {.alarm = &slice_alarm.alarm};
//     ... alarm_timer_init(&timer) ...
//     ... .timer = &timer.timer
#pragma once

#include "hil/time.h"
#include "kernel/scheduler_timer.h"

struct alarm_timer {
    struct alarm *alarm; // Set by the board; nobody else uses it.

    struct scheduler_timer timer;
    struct alarm_client client;
    uint32_t started; // Ticks: when the slice, or its rest, began.
    uint32_t left;    // Ticks that it had then, or that it has since it was stopped.
};

// After the alarm was set up. Once.
void alarm_timer_init(struct alarm_timer *timer);
