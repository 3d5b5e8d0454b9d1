// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: cast
// An enum, and the integer type that lies under it.
#include "hil/gpio.h"
#include "kernel/span.h"

static enum gpio_pull pulls[4];

[[maybe_unused]] static void f(void) {
    uint8_t *byte = array_at(pulls, 0);
    *byte = 77;
}
