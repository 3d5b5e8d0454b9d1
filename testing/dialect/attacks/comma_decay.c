// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: index
// A decayed array behind a comma.
#include <stdint.h>

static const uint32_t one[1] = {1};

[[maybe_unused]] static uint32_t f(uint32_t i) {
    return ((void)0, one)[i];
}
