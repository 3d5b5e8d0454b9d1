// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: compiles
// A way out of the switch past every return.
#include <stdint.h>

[[maybe_unused]] static const char *f(uint32_t a, uint32_t b) {
    switch (a) {
    case 1:
        if (b == 2) {
            break;
        }
        return "one";
    default:
        return "other";
    }
}
