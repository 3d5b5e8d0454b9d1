// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: include
// A header that ends in the middle: the kernel's next one goes on from there.
#include "testing/dialect/attacks/open_header.h"
#include "kernel/errorcode.h"
#include <stdint.h>

[[maybe_unused]] static uint32_t f(void) {
    return 1;
}
