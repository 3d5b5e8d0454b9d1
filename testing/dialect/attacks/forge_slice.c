// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: sealed
// A slice of any length.
#include "kernel/slice.h"

[[maybe_unused]] static uint8_t f(const uint8_t *byte) {
    struct slice s = {byte, 1000};
    return slice_get(s, 999);
}
