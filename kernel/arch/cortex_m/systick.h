// SPDX-License-Identifier: Apache-2.0 OR MIT
// SysTick as the scheduler's timer (DDI 0403, B3.3). It counts the processor's clock down, also
// while the kernel runs, and interrupts at the end of a slice. It stops in deep sleep, when there
// is no slice to end.
#pragma once

#include "kernel/scheduler_timer.h"

struct systick {
    struct scheduler_timer timer;
    uint32_t kilohertz;
    uint32_t rate; // Ticks in a microsecond, times 2^22.
    uint32_t left; // Ticks beyond those that the counter was loaded with; all, if it is stopped.
};

// hertz: the processor's clock, a multiple of 1000 from 1 MHz to 1 GHz. A slice is at most
// 2^32 - 1 ticks (89 s at 48 MHz); a longer one is cut to that. It is short by a four-millionth at
// most.
void systick_init(struct systick *systick, uint32_t hertz);
