// SPDX-License-Identifier: Apache-2.0 OR MIT
// accepted
#include "kernel/slice.h"

[[maybe_unused]] static uint8_t last(struct slice bytes) {
    return bytes.length == 0 ? 0 : slice_get(bytes, bytes.length - 1);
}
