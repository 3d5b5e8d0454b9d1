// SPDX-License-Identifier: Apache-2.0 OR MIT
// accepted
#include "kernel/slice.h"

[[maybe_unused]] static uint8_t get(struct slice bytes) {
    return slice_get(bytes, 0);
}
