// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: compiles
// A function called with another type.
#include <stdint.h>

static uint32_t get(uint32_t x) {
    return x;
}

[[maybe_unused]] static uint32_t f(uint32_t *p) {
    uint32_t (*g)(uint32_t *) = (uint32_t (*)(uint32_t *))get;
    return g(p);
}
