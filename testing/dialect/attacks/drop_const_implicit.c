// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: compiles
// The same without a cast.
#include <stdint.h>

[[maybe_unused]] static void f(const uint32_t *p) {
    uint32_t *q = p;
    *q = 1;
}
