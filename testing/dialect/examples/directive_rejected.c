// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: directive
#include <stdint.h>

#define LIMIT 4

[[maybe_unused]] static uint32_t limit(void) {
    return LIMIT;
}
