// SPDX-License-Identifier: Apache-2.0 OR MIT
// accepted
#include "kernel/span.h"
#include <stdint.h>

struct number {
    uint32_t value;
};

static struct number numbers[4];

[[maybe_unused]] static uint32_t get(uint32_t index) {
    const struct number *number = array_at(numbers, index);
    return number->value + numbers[index].value;
}
