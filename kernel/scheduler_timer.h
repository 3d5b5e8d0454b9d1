// SPDX-License-Identifier: Apache-2.0 OR MIT
// The timer that ends a process's time slice by an interrupt (SysTick, or a virtual alarm).
#pragma once

#include <stdint.h>

struct scheduler_timer;

struct scheduler_timer_ops {
    // Starts a slice of microseconds; the interrupt follows at its end only while armed.
    void (*start)(struct scheduler_timer *timer, uint32_t microseconds);
    // Before the switch to the process. If the slice has ended by now, the interrupt follows at
    // once.
    void (*arm)(struct scheduler_timer *timer);
    void (*disarm)(struct scheduler_timer *timer); // After it; the slice's time runs on.
    // Microseconds left of the slice; 0 when it has ended.
    uint32_t (*remaining)(struct scheduler_timer *timer);
    void (*reset)(struct scheduler_timer *timer); // No slice.
};

struct scheduler_timer {
    const struct scheduler_timer_ops *ops;
};
