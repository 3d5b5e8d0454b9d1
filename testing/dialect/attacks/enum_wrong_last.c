// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: enum
// A checked conversion with the wrong bound.
#include "hil/gpio.h"
#include "kernel/enum.h"

[[maybe_unused]] static enum gpio_edge f(uint32_t n) {
    return enum_from(enum gpio_edge, n, 200);
}
