// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: arithmetic
// A sum that begins and ends with a macro of the kernel.
#include "kernel/list.h"
#include "kernel/span.h"

#include <stdint.h>

static uint32_t numbers[4];
static LIST_OF(uint32_t, 4) list;

[[maybe_unused]] static uint32_t f(void) {
    return *(array_at(numbers, 0) + list_count(list));
}
