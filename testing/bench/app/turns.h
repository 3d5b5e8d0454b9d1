// SPDX-License-Identifier: Apache-2.0 OR MIT
// When switch.c and partner.c do what, in ticks of the alarm's counter, which begins at 0.
#pragma once

#include <stdbool.h>

#include "testing/bench/app/measure.h"

enum {
    TURN = 4096, // 250 ms.
    LEAD = 32,   // 2 ms: twice that is less than a time slice.
};

static inline void set_alarm_at(uint32_t tick) {
    uint32_t start = now();
    raw_command(ALARM, 6, start, tick - start);
}

// Sleeps.
static inline void wait_until(uint32_t tick) {
    set_alarm_at(tick);
    raw_yield(YIELD_WAIT, 0, 0, 0);
}

// Whether the time of taking turns by slices is over: a quarter of a second, ten slices each.
static inline bool is_over(void) {
    return now() > (TIMES + 2) * TURN;
}
