// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: call
// The kernel's own constructor, through its address.
#include "kernel/slice.h"

[[maybe_unused]] static uint8_t f(const uint8_t *byte) {
    struct slice (*make)(const uint8_t *, size_t) = slice_over;
    return slice_get(make(byte, 1000), 999);
}
