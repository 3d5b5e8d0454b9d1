// SPDX-License-Identifier: Apache-2.0 OR MIT
// The nested vectored interrupt controller, as the main loop uses it. An interrupt does not run a
// driver: its handler (handler.c) masks the line, keeps it pending and has a running process
// switched out. The main loop then services it:
//
//     if (nvic_may_be_pending()) {
//         while ((line = nvic_next_pending()) != NVIC_NONE) {
//             ... the driver's handler for line ...
//             nvic_serviced(line);
//         }
//     }
#pragma once

#include <stdint.h>

enum : uint32_t {
    NVIC_LINES_MAX = 240,
    NVIC_NONE = UINT32_MAX,
};

// Lets line interrupt from now on. Traps if line >= NVIC_LINES_MAX, as all functions
// here.
void nvic_enable(uint32_t line);

// Stops it. What was pending is dropped; a level that stays asserted is pending again when enabled.
void nvic_disable(uint32_t line);

// Whether there is something to look for. It must have said no before a process runs: else the
// process is left at once.
bool nvic_may_be_pending(void);

// The lowest pending line among the enabled ones, or NVIC_NONE. Who asks serves what it gets, and
// asks until it gets NVIC_NONE: nvic_may_be_pending() does not tell of it any more.
uint32_t nvic_next_pending(void);

// After a line's driver: lets it interrupt again. What it has dealt with is not pending any more; a
// level that is still asserted is again.
void nvic_serviced(uint32_t line);
