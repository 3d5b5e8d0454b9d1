// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: compiles
// A pointer that holds anything.
#include <stdint.h>

[[maybe_unused]] static uint32_t f(bool b, uint32_t *given) {
    uint32_t *p;
    if (b) {
        p = given;
    }
    return *p;
}
