// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: include
// A file that is no header.
#include <stdint.h>
#include "testing/dialect/attacks/data_include.inc"

[[maybe_unused]] static uint32_t f(void) {
    return 1;
}
