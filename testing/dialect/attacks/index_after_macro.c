// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: index
// What begins with a macro of the kernel is the capsule all the same.
#include "kernel/span.h"

#include <stdint.h>

static uint32_t numbers[4];

[[maybe_unused]] static uint32_t f(uint32_t i) {
    return array_at(numbers, 0)[i];
}
