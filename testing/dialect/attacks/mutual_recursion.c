// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: recursion
// Two functions that call each other.
#include <stdint.h>

static uint32_t odd(uint32_t n);

static uint32_t even(uint32_t n) {
    return n == 0 ? 1 : odd(n - 1);
}

static uint32_t odd(uint32_t n) {
    return n == 0 ? 0 : even(n - 1);
}

[[maybe_unused]] static uint32_t f(void) {
    return even(100000);
}
