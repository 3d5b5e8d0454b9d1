// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: scope
// The address of a variable whose block has ended.
#include <stdint.h>

[[maybe_unused]] static uint32_t f(void) {
    uint32_t outer = 0;
    uint32_t *p = &outer;
    {
        uint32_t inner = 1;
        p = &inner;
    }
    return *p;
}
