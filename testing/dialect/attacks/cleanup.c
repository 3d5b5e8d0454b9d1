// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: attribute
// A destructor with another type.
#include <stdint.h>

static void leave(uint32_t *n) {
    *n = 0;
}

[[maybe_unused]] static uint32_t f(void) {
    [[gnu::cleanup(leave)]] uint32_t n = 1;
    return n;
}
