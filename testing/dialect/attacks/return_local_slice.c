// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: scope
// A slice of a local array, returned.
#include "kernel/slice.h"

static struct slice make(void) {
    uint8_t bytes[4] = {1, 2, 3, 4};
    return SLICE(bytes);
}

[[maybe_unused]] static uint8_t f(void) {
    return slice_get(make(), 0);
}
