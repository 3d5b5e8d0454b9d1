// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: compiles
// A label behind the declaration of a pointer, which then holds anything.
#include <stdint.h>

[[maybe_unused]] static uint32_t f(uint32_t n, uint32_t *given) {
    switch (n) {
        uint32_t *p = given;
    case 1:
        return *p;
    default:
        return 0;
    }
}
