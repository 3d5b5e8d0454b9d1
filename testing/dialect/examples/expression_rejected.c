// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: expression
#include <stdint.h>

[[maybe_unused]] static uint32_t or_one(uint32_t value) {
    return value ?: 1;
}
