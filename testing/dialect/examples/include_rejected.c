// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: include
#include <stdint.h>

static uint32_t before;

#include "kernel/slice.h"

[[maybe_unused]] static uint32_t get(void) {
    return before;
}
