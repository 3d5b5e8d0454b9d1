// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: float
// A conversion that does not fit.
#include <stdint.h>

[[maybe_unused]] static uint8_t f(float x) {
    return (uint8_t)x;
}
