// SPDX-License-Identifier: Apache-2.0 OR MIT
// accepted
#include <stdint.h>

[[maybe_unused]] static uint8_t lowest(uint32_t value) {
    return (uint8_t)value;
}
