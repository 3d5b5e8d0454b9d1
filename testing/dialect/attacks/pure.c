// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: attribute
// A promise that is not kept.
#include <stdint.h>

static uint32_t count;

[[unsequenced, maybe_unused]] static uint32_t f(void) {
    return ++count;
}
