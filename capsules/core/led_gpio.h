// SPDX-License-Identifier: Apache-2.0 OR MIT
// An LED on a pin, lit by a high or a low level: hil/led.h on hil/gpio.h.
//
// Wiring:
//     static struct led_gpio red = {
//         .led = {.ops = &led_gpio_ops}, .pin = &pa13.output, .active_low = true};
#pragma once

#include "hil/gpio.h"
#include "hil/led.h"

extern const struct led_ops led_gpio_ops;

struct led_gpio {
    struct led led;          // .ops set by the board.
    struct gpio_output *pin; // Set by the board; an output from led_init() on.
    bool active_low;         // Set by the board: a low level lights it.
};
