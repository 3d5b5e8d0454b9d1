// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: compiles
// An array as long as the caller says.
#include <stdint.h>

[[maybe_unused]] static uint8_t f(uint32_t n) {
    uint8_t scratch[n];
    scratch[0] = 1;
    return scratch[0];
}
