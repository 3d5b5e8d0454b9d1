// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: expression
// A type that no rule knows, by its literal.
#include <stdint.h>

[[maybe_unused]] static uint32_t f(void) {
    return (uint32_t)(1wb << 1);
}
