// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "chips/sam4l/register.h"

static const uint32_t wait_limit = 1u << 20; // Looks.
static const uint32_t unlock_key = 0xAA000000;

bool register_wait(const volatile uint32_t *content, uint32_t mask, uint32_t value) {
    uint32_t left = wait_limit;
    do {
        if ((*content & mask) == value) {
            return true;
        }
    } while (--left > 0);
    return false;
}

void register_write_locked(volatile void *registers, volatile uint32_t *unlock,
                           volatile uint32_t *content, uint32_t value) {
    // UNSAFE: the difference of two addresses within one register block, which is the offset.
    *unlock = unlock_key | (uint32_t)((uintptr_t)content - (uintptr_t)registers);
    *content = value;
}
