// SPDX-License-Identifier: Apache-2.0 OR MIT
// A short sleep with an end, for what comes by itself, soon, and without an interrupt.
#pragma once

#include <stdint.h>

// Sleeps, not deeply, until an interrupt is pending or the processor's clock has made that many
// cycles, 2 to 2^24. Uses SysTick: not while a time slice is counted, that is between two slices or
// before the main loop.
void nap(uint32_t cycles);
