// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: recursion
#include <stdint.h>

[[maybe_unused]] static uint32_t sum(uint32_t n) {
    return n == 0 ? 0 : n + sum(n - 1);
}
