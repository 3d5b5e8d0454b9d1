// SPDX-License-Identifier: Apache-2.0 OR MIT
// accepted
#include <stdint.h>

[[maybe_unused]] static uint32_t or_one(uint32_t value) {
    return value != 0 ? value : 1;
}
