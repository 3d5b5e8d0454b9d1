// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: sealed
// A longer slice by its length's address.
#include "kernel/slice.h"

static void grow(size_t *length) {
    *length = 1000;
}

[[maybe_unused]] static uint8_t f(struct slice s) {
    grow(&s.length);
    return slice_get(s, 999);
}
