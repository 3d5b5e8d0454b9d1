// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: directive
// A comment that goes on for another reader.
#include <stdint.h>

[[maybe_unused]] static uint32_t f(void) {
    uint32_t n = 0; // Counts.\
    n = 1;
    return n;
}
