// SPDX-License-Identifier: Apache-2.0 OR MIT
// accepted
#include <stdint.h>

[[maybe_unused]] static uint32_t twice(uint32_t value) {
    uint32_t two = 2;
    return two * value;
}
