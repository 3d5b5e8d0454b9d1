// SPDX-License-Identifier: Apache-2.0 OR MIT
// The timer that ends a process's time slice by an interrupt (SysTick, or a virtual alarm).
#pragma once

#include <stdint.h>

struct scheduler_timer;

struct scheduler_timer_ops {
    // Starts a slice of microseconds. At its end comes an interrupt, which takes a running process
    // back to the main loop at once; if the kernel runs, as soon as a process does.
    void (*start)(struct scheduler_timer *timer, uint32_t microseconds);
    // Microseconds left of the slice; 0 when it has ended.
    uint32_t (*remaining)(struct scheduler_timer *timer);
    void (*reset)(struct scheduler_timer *timer); // No slice.
};

struct scheduler_timer {
    const struct scheduler_timer_ops *ops;
};
