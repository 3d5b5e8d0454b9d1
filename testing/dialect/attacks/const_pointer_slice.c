// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: compiles
// A slice over a pointer that is const.
#include "kernel/slice.h"

[[maybe_unused]] static uint8_t f(const uint8_t *const byte) {
    return slice_get(SLICE(byte), 3);
}
