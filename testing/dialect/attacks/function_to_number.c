// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: cast
// The address of code.
#include <stdint.h>

static uint32_t get(void) {
    return 1;
}

[[maybe_unused]] static uintptr_t f(void) {
    return (uintptr_t)get;
}
