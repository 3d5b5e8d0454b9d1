// SPDX-License-Identifier: Apache-2.0 OR MIT
// accepted
#include "kernel/slice.h"

[[maybe_unused]] static uint8_t second(struct slice numbers) {
    return slice_get(slice_part(numbers, 1, 1), 0);
}
