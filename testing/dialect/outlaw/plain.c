// SPDX-License-Identifier: Apache-2.0 OR MIT
#include <stdint.h>

uint32_t plain_peek(uintptr_t address);

uint32_t plain_peek(uintptr_t address) {
    return *(const uint32_t *)address;
}
