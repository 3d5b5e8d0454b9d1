// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: expression
// The same as a compound literal.
#include "kernel/slice.h"

[[maybe_unused]] static uint8_t f(const uint8_t *byte) {
    return slice_get((struct slice){byte, 1000}, 999);
}
