// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: sealed
#include "kernel/slice.h"

[[maybe_unused]] static uint8_t beyond(struct slice bytes) {
    bytes.length = 1000;
    return slice_get(bytes, 999);
}
