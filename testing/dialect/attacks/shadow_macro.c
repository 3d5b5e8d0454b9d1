// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: name
// A variable that gets into a kernel macro.
#include "kernel/slice.h"

typedef struct slice maker(const uint8_t *data, size_t length);

[[maybe_unused]] static uint8_t f(maker *slice_over) {
    static const uint8_t bytes[1] = {1};
    return slice_get(SLICE(bytes), 0);
}
