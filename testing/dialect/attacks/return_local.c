// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: scope
// The address of a local as a result.
#include <stdint.h>

static uint32_t *make(void) {
    static uint32_t other;
    uint32_t n = 1;
    uint32_t *p = &n;
    return n == 1 ? p : &other;
}

[[maybe_unused]] static uint32_t f(void) {
    return *make();
}
