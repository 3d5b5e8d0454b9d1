// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: arithmetic
// Walking off an object by +=.
#include <stdint.h>

[[maybe_unused]] static uint32_t f(const uint32_t *p, uint32_t n) {
    p += n;
    return *p;
}
