// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: compiles
// A register, from null.
#include <stddef.h>
#include <stdint.h>

[[maybe_unused]] static void f(void) {
    uint32_t *reg = NULL + 0x400E1000;
    *reg = 1;
}
