// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "chips/sam4l/wait.h"

#include "kernel/arch/cortex_m/nap.h"

static const uint32_t longest_nap = 1u << 20;

bool wait_asleep(const volatile uint32_t *content, uint32_t mask, uint32_t value, uint32_t cycles) {
    while ((*content & mask) != value) {
        if (cycles > longest_nap) {
            return false;
        }
        nap(cycles);
        cycles *= 2;
    }
    return true;
}
