// SPDX-License-Identifier: Apache-2.0 OR MIT
// accepted
#include <stdint.h>

enum : uint32_t { LIMIT = 4 };

[[maybe_unused]] static uint32_t limit(void) {
    return LIMIT;
}
