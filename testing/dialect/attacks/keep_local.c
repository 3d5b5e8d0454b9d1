// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: scope
// The address of a local in a global.
#include <stdint.h>

static uint32_t *kept;

[[maybe_unused]] static void f(void) {
    uint32_t n = 1;
    kept = &n;
}
