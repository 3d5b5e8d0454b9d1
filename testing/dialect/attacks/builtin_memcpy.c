// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: builtin
// The compiler's copy.
#include <stdint.h>

[[maybe_unused]] static void f(uint8_t *to, const uint8_t *from) {
    __builtin_memcpy(to, from, 1000);
}
