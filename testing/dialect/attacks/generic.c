// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: keyword
// An expression of another type than it seems.
#include <stdint.h>

[[maybe_unused]] static uint32_t f(uint32_t *p) {
    return _Generic(p, uint32_t *: *p, default: 0);
}
