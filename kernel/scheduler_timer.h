// SPDX-License-Identifier: Apache-2.0 OR MIT
// The timer that ends a process's time slice by an interrupt (SysTick, or a virtual alarm).
#pragma once

#include <stdint.h>

struct scheduler_timer;

// Started or resumed, a slice runs until it is stopped; it is stopped once.
struct scheduler_timer_ops {
    // Starts a slice of microseconds. At its end comes an interrupt, which takes a running process
    // back to the main loop at once; if the kernel runs, as soon as a process does.
    void (*start)(struct scheduler_timer *timer, uint32_t microseconds);
    // Goes on with what stop() has left, if there is any. Nobody has used the timer since.
    void (*resume)(struct scheduler_timer *timer);
    // Stops the slice, and its interrupt. Returns what is left, in the timer's own ticks; 0: it has
    // ended.
    uint32_t (*stop)(struct scheduler_timer *timer);
    // Microseconds that stop() has left; 0 if the slice had ended.
    uint32_t (*remaining)(struct scheduler_timer *timer);
};

struct scheduler_timer {
    const struct scheduler_timer_ops *ops;
};
