// SPDX-License-Identifier: Apache-2.0 OR MIT
// The nested vectored interrupt controller, as the main loop uses it. An interrupt does not run a
// driver: its handler (handler.c) masks the line, keeps it pending and has a running process
// switched out. The main loop then services it:
//
//     while ((line = nvic_next_pending()) != NVIC_NONE) {
//         nvic_clear_pending(line);   // From here on a further edge is a further interrupt.
//         ... the driver's handler for line ...
//         nvic_enable(line);          // A level that is still asserted makes it pending again.
//     }
#pragma once

#include <stdint.h>

enum : uint32_t {
    NVIC_LINES_MAX = 240,
    NVIC_NONE = UINT32_MAX,
};

// Lets line interrupt, from now on or again. Traps if line >= NVIC_LINES_MAX, as all functions
// here.
void nvic_enable(uint32_t line);

// Stops it. What was pending is dropped; a level that stays asserted is pending again when enabled.
void nvic_disable(uint32_t line);

// The lowest pending line among the enabled ones, or NVIC_NONE. It must be asked, and have answered
// NVIC_NONE, before a process runs: else the process is left at once. Cheap if nothing came since.
uint32_t nvic_next_pending(void);

void nvic_clear_pending(uint32_t line);
