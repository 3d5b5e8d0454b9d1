// SPDX-License-Identifier: Apache-2.0 OR MIT
// Fake alarm: hil/time.h over a 64-bit time that the test moves. The counter is its low 32 bits.
#pragma once

#include "hil/time.h"

struct fake_alarm {
    struct alarm alarm;
    uint64_t time;    // Set it to any start; then move it with fake_alarm_advance() only.
    uint64_t latency; // Ticks from when the alarm is due until it is served; 0.
    bool armed;
    uint64_t due;  // If armed.
    uint32_t sets; // How often the alarm was set.
};

enum { FAKE_ALARM_FREQUENCY = 32768, FAKE_ALARM_MINIMUM_DT = 2 };

// A disarmed alarm at time start.
void fake_alarm_init(struct fake_alarm *fake, uint64_t start);

// Moves time on by ticks, and serves the alarm whenever it is due on the way, latency later. Time
// stands still in callbacks.
void fake_alarm_advance(struct fake_alarm *fake, uint64_t ticks);
