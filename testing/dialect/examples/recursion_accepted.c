// SPDX-License-Identifier: Apache-2.0 OR MIT
// accepted
#include <stdint.h>

[[maybe_unused]] static uint32_t sum(uint32_t n) {
    uint32_t total = 0;
    for (; n > 0; n--) {
        total += n;
    }
    return total;
}
