// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: directive
// A text that claims to be the kernel's.
#include <stdint.h>

#line 1 "kernel/slice.h"
[[maybe_unused]] static uint32_t f(const uint32_t *p) {
    return p[1];
}
