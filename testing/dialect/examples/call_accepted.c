// SPDX-License-Identifier: Apache-2.0 OR MIT
// accepted
#include "kernel/slice.h"

static const uint8_t bytes[4] = {1, 2, 3, 4};

[[maybe_unused]] static struct slice all(void) {
    return SLICE(bytes);
}
