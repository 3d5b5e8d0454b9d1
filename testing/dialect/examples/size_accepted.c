// SPDX-License-Identifier: Apache-2.0 OR MIT
// accepted
#include <stdint.h>

struct small {
    uint8_t before[20];
    uint32_t value;
};

[[maybe_unused]] static uint32_t get(const struct small *small) {
    return small->value;
}
