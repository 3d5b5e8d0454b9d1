// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: stack
// A variable that reaches past the stack's guard.
#include <stdint.h>

[[maybe_unused]] static uint8_t f(uint32_t i) {
    uint8_t far[12000] = {1};
    far[i] = 2;
    return far[i];
}
