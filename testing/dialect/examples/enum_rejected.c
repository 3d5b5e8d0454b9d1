// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: enum
#include "hil/gpio.h"

[[maybe_unused]] static enum errorcode set(struct gpio *pin, uint32_t pull) {
    return gpio_make_input(pin, (enum gpio_pull)pull);
}
