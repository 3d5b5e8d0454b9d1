// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: include
// A header read in the middle of a function.
#include <stdint.h>

[[maybe_unused]] static uint32_t f(void) {
    uint32_t n = 1;
#include "testing/dialect/neighbour.h"
    return n;
}
