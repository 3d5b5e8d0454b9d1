// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: goto
#include <stdint.h>

[[maybe_unused]] static uint32_t count(uint32_t n) {
again:
    if (n > 10) {
        n--;
        goto again;
    }
    return n;
}
