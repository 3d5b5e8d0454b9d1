// SPDX-License-Identifier: Apache-2.0 OR MIT
// The nested vectored interrupt controller, as the main loop uses it. An interrupt does not run a
// driver: its handler (handler.c) masks the line, puts it at the end of a queue and has a running
// process switched out. The main loop then services it:
//
//     while (nvic_is_pending()) {
//         uint32_t line = nvic_take();
//         ... the driver's handler for line ...
//         nvic_serviced(line);
//     }
#pragma once

#include <stdint.h>

enum : uint32_t {
    NVIC_ENABLED_MAX = 32,
};

// How many lines the vector table has a place for: at most 240. Defined beside it (vectors.h).
extern const uint32_t nvic_lines;

// How many entries a chip's table of lines has. More than NVIC_ENABLED_MAX make an array of
// negative size: an error.
#define NVIC_LINES(table)                                                                          \
    (sizeof(table) / sizeof((table)[0]) +                                                          \
     0 * sizeof(char[sizeof(table) / sizeof((table)[0]) <= NVIC_ENABLED_MAX ? 1 : -1]))

// Lets line interrupt from now on; once for each line, and NVIC_ENABLED_MAX at most: NVIC_LINES()
// makes sure of that. Traps if line >= nvic_lines.
void nvic_enable(uint32_t line);

// For the handler of an interrupt alone: masks line and queues it.
void nvic_arrived(uint32_t line);

// Whether a line waits for service.
bool nvic_is_pending(void);

// The line that came first, which waits no longer. One must wait, and whoever takes one takes all:
// else the next process to run is taken back at once, for nothing.
uint32_t nvic_take(void);

// After a line's driver: lets it interrupt again. What it has dealt with is not pending any more; a
// level that is still asserted is again.
void nvic_serviced(uint32_t line);
