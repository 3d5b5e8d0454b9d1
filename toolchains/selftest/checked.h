// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// Things that the compiler cannot check when it compiles, in a capsule: each traps when it runs.
#pragma once

#include <stdint.h>

// The element of a table of four. Traps if `index` is not below four.
uint32_t checked_element(uint32_t index);

// `value` shifted left. Traps if `bits` is not below 32.
uint32_t checked_shift(uint32_t value, uint32_t bits);

// The quotient. Traps if `divisor` is zero.
uint32_t checked_divide(uint32_t value, uint32_t divisor);

struct checked {
    uint32_t number;
};

// The number in `object`. Traps if `object` is null.
uint32_t checked_number(const struct checked *object);
