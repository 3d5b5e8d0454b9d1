// SPDX-License-Identifier: Apache-2.0 OR MIT
// accepted
#include <stdint.h>

[[maybe_unused]] static uint32_t count(uint32_t n) {
    while (n > 10) {
        n--;
    }
    return n;
}
