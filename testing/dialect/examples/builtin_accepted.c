// SPDX-License-Identifier: Apache-2.0 OR MIT
// accepted
#include <stdint.h>

[[maybe_unused]] static uint32_t zeros(uint32_t value) {
    uint32_t count = 0;
    while (count < 32 && (value >> (31 - count) & 1) == 0) {
        count++;
    }
    return count;
}
