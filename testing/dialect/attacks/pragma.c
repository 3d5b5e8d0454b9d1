// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: directive
// Optimisation off, checks with it.
#include <stdint.h>

#pragma clang attribute push(__attribute__((no_sanitize("all"))), apply_to = function)

[[maybe_unused]] static uint32_t f(uint32_t n) {
    return 1u << n;
}

#pragma clang attribute pop
