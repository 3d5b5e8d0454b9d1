// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: enum
// Counting an enum past its end.
#include "hil/gpio.h"

[[maybe_unused]] static enum gpio_edge f(enum gpio_edge edge) {
    edge++;
    return edge;
}
