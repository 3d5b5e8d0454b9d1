// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: cast
// A peripheral register by its address.
#include <stdint.h>

[[maybe_unused]] static void f(void) {
    *(uint32_t *)0x400E1000 = 1;
}
