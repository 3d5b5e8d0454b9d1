// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: directive
// Switches the checks of the kernel's headers off before they are read.
#include "testing/dialect/attacks/redefine_trap.h"

[[maybe_unused]] static uint8_t f(struct slice s) {
    return slice_get(s, 1000);
}
