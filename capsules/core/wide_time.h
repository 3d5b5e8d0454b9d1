// SPDX-License-Identifier: Apache-2.0 OR MIT
// The time in 64 bits: an alarm's counter that never wraps again (TRD 105, 8). It takes an alarm of
// its own, a virtual one (virtual_alarm.h) where there are several users, which it sets twice in
// each turn of the counter, so that no turn goes by unseen.
//
// Wiring:
//     static struct wide_time wide_time = {.alarm = &wide_alarm.alarm};
//     ... wide_time_init(&wide_time)
#pragma once

#include "hil/time.h"

struct wide_time {
    struct alarm *alarm; // Set by the board; the time becomes its client.

    struct alarm_client client;
    uint64_t last; // What was last told.
};

// Begins with what the counter has. Called once, before the time is asked for.
void wide_time_init(struct wide_time *time);

// Ticks at the alarm's frequency. Right as long as the alarm is served within half a turn of the
// counter.
uint64_t wide_time_now(struct wide_time *time);
