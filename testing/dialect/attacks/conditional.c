// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: directive
// Two programs in one: for the checker and for the compiler.
#include <stdint.h>

#ifdef __clang_analyzer__
#endif

[[maybe_unused]] static uint32_t f(void) {
    return 1;
}
