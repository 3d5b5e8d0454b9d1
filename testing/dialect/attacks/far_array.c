// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: size
// The same through a pointer to a long array.
#include <stdint.h>

static uint8_t (*memory)[0x50000000];

[[maybe_unused]] static void f(uint32_t address) {
    (*memory)[address] = 1;
}
