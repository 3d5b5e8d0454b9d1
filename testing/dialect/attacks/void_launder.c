// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: void
// One type to another through void *.
#include <stdint.h>

[[maybe_unused]] static uint64_t f(const uint32_t *p) {
    const void *v = p;
    const uint64_t *q = v;
    return *q;
}
