// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: variadic
// Arguments that nobody gave.
#include <stdint.h>

[[maybe_unused]] static uint32_t f(uint32_t n, ...) {
    return n;
}
