// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: compiles
// The same without a cast.
#include <stdint.h>

[[maybe_unused]] static uint32_t f(uintptr_t n) {
    const uint32_t *p = n;
    return *p;
}
