// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: compiles
// A label within a loop within the switch.
#include <stdint.h>

[[maybe_unused]] static uint32_t f(uint32_t n, uint32_t *given) {
    switch (n) {
    case 0:
        while (n < 5) {
            uint32_t *p = given;
            n++;
    case 1:
            n += *p;
        }
        return n;
    default:
        return 0;
    }
}
