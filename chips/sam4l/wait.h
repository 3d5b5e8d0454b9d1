// SPDX-License-Identifier: Apache-2.0 OR MIT
// Waiting for the hardware without working: while the chip starts, before the main loop.
#pragma once

#include <stdint.h>

// Sleeps until content & mask == value, in naps (kernel/arch/cortex_m/nap.h): the first of cycles
// of the processor's clock, 2 to 2^20, each further one twice as long. False if it did not come
// within 2^21 cycles: 44 ms at 48 MHz, 0.17 s at 12 MHz.
[[nodiscard]] bool wait_asleep(const volatile uint32_t *content, uint32_t mask, uint32_t value,
                               uint32_t cycles);
