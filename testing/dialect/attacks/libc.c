// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: compiles
// What the C library would have.
#include <stdint.h>

[[maybe_unused]] static void f(uint8_t *to, const uint8_t *from) {
    memcpy(to, from, 1000);
}
