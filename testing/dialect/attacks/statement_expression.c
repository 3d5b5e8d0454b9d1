// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: expression
// Statements in an expression.
#include <stdint.h>

[[maybe_unused]] static uint32_t f(uint32_t n) {
    return ({ uint32_t m = n; m; });
}
