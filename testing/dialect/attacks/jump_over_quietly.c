// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: switch
// The same, and the compiler does not see it.
#include <stdint.h>

[[maybe_unused]] static uint32_t f(uint32_t n, uint32_t *given) {
    static uint32_t kept;
    switch (n) {
        struct {
            uint32_t *p;
        } held = {given};
    case 1:
        kept = *held.p;
        return kept;
    default:
        return 0;
    }
}
