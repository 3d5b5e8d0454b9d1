// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: array
// An array parameter is a pointer.
#include <stdint.h>

[[maybe_unused]] static uint32_t f(const uint32_t numbers[4], uint32_t i) {
    return numbers[i];
}
