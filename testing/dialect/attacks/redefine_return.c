// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: directive
// A keyword means something else.
#include <stdint.h>

#define const

[[maybe_unused]] static void f(const uint32_t *p) {
    *p = 1;
}
