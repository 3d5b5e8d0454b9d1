// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: attribute
// The checks off, for one function.
#include <stdint.h>

[[clang::no_sanitize("all"), maybe_unused]] static uint32_t f(uint32_t n) {
    return 1u << n;
}
