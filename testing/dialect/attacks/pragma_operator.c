// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: directive
// The same as an operator.
#include <stdint.h>

_Pragma("clang optimize off")

[[maybe_unused]] static uint32_t f(uint32_t n) {
    return 1u << n;
}
