// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: goto
// A jump to a computed place.
#include <stdint.h>

[[maybe_unused]] static uint32_t f(void) {
    void *place = &&out;
    goto *place;
out:
    return 1;
}
