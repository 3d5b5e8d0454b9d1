// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: index
// Parentheses hide an element from the check at the end of the array.
#include <stdint.h>

static uint32_t numbers[4];

[[maybe_unused]] static void f(uint32_t i) {
    (numbers[i]) = 7;
}
