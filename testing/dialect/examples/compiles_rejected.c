// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: compiles
#include <stdint.h>

static uint32_t unused(void) {
    return 1;
}
