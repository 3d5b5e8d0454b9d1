// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: cast
// A pointer through an integer and back, moved in between.
#include <stdint.h>

[[maybe_unused]] static uint32_t f(const uint32_t *p) {
    uintptr_t n = (uintptr_t)p + 64;
    return *(const uint32_t *)n;
}
