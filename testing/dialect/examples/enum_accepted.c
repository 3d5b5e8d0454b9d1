// SPDX-License-Identifier: Apache-2.0 OR MIT
// accepted
#include "hil/gpio.h"
#include "kernel/enum.h"

[[maybe_unused]] static enum errorcode set(struct gpio *pin, uint32_t pull) {
    return gpio_make_input(pin, enum_from(enum gpio_pull, pull, GPIO_PULL_DOWN));
}
