// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: union
#include <stdint.h>

union number {
    uint32_t whole;
    uint8_t bytes[4];
};

[[maybe_unused]] static uint8_t lowest(uint32_t value) {
    union number n = {.whole = value};
    return n.bytes[0];
}
