// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: sealed
// The same by name.
#include "kernel/slice.h"

[[maybe_unused]] static uint8_t f(const uint8_t *byte) {
    struct slice s = {.data = byte, .length = 1000};
    return slice_get(s, 999);
}
