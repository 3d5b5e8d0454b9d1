// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: index
// The index and the pointer the other way round.
#include <stdint.h>

[[maybe_unused]] static uint32_t f(const uint32_t *p) {
    return 5[p];
}
