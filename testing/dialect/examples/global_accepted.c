// SPDX-License-Identifier: Apache-2.0 OR MIT
// accepted
#include <stdint.h>

static uint32_t count;

[[maybe_unused]] static uint32_t next(void) {
    return ++count;
}
