// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: arithmetic
// Walking off an object.
#include <stdint.h>

[[maybe_unused]] static uint32_t f(const uint32_t *p) {
    p++;
    return *p;
}
