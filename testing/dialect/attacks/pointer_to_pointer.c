// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: scope
// The same through the address of the pointer.
#include <stdint.h>

static void set(uint32_t **where, uint32_t *what) {
    *where = what;
}

[[maybe_unused]] static uint32_t f(void) {
    uint32_t outer = 0;
    uint32_t *p = &outer;
    {
        uint32_t inner = 1;
        set(&p, &inner);
    }
    return *p;
}
