// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: stack
#include <stdint.h>

[[maybe_unused]] static uint8_t last(uint32_t index) {
    uint8_t scratch[300] = {1};
    return scratch[index];
}
