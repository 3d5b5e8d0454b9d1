// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: size
// A member so far behind a null pointer that it is a register.
#include <stdint.h>

struct map {
    uint8_t before[0x400E1000];
    uint32_t reg;
};
static struct map *map;

[[maybe_unused]] static void f(void) {
    map->reg = 1;
}
