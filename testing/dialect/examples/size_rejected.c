// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: size
#include <stdint.h>

struct big {
    uint8_t before[20000];
    uint32_t value;
};

[[maybe_unused]] static uint32_t get(const struct big *big) {
    return big->value;
}
