// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: enum
// A value that is no constant of its enum, without a cast.
#include "hil/gpio.h"

[[maybe_unused]] static enum gpio_edge f(uint32_t n) {
    enum gpio_edge edge = n;
    return edge;
}
