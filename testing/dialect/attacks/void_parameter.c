// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: void
// A helper that takes anything.
#include <stdint.h>

static void put(void *where, uint32_t value) {
    uint32_t *p = where;
    *p = value;
}

[[maybe_unused]] static void f(uint8_t *byte) {
    put(byte, 1);
}
