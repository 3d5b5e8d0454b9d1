// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "toolchains/selftest/checked.h"

static const uint32_t table[4] = {2, 3, 5, 7};

uint32_t checked_element(uint32_t index) {
    return table[index];
}

uint32_t checked_shift(uint32_t value, uint32_t bits) {
    return value << bits;
}

uint32_t checked_divide(uint32_t value, uint32_t divisor) {
    return value / divisor;
}

uint32_t checked_number(const struct checked *object) {
    return object->number;
}
