// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: index
// Counting an element one past the end, which the run-time check lets pass.
#include <stdint.h>

static uint32_t numbers[4];

[[maybe_unused]] static void f(uint32_t i) {
    numbers[i]++;
}
