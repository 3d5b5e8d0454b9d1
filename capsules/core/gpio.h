// SPDX-License-Identifier: Apache-2.0 OR MIT
// Pins for processes. System call driver 4 (Tock: doc/syscalls/00004_gpio.md). The board's table
// gives the pins their numbers.
//
//     command 0             success.
//     command 1 (pin)       make it an output.
//     command 2, 3, 4 (pin) set it high, set it low, toggle it.
//     command 5 (pin, pull) make it an input; pull: 0 none, 1 up, 2 down.
//     command 6 (pin)       success with its level, 0 or 1.
//     command 7 (pin, edge) interrupts on edge: 0 either, 1 rising, 2 falling.
//     command 8 (pin)       no interrupts any more.
//     command 9 (pin)       disable the pin: neither in- nor output, no interrupts.
//     command 10            success with the number of pins.
//     upcall 0 (pin, level) an interrupt; to every process that has configured one or subscribed.
// Errors: E_INVAL     there is no such pin;
//         E_NOSUPPORT the pin has no such pull or direction, or there is no such edge;
//         E_NOMEM     no room for the grant (7 and 8).
//
// Wiring:
//     static struct gpio_pin pins[] = {{.pin = &pc31.gpio}, {.pin = &pc30.gpio}};
//     static struct gpio_driver gpio_driver = {
//         .driver = {.ops = &gpio_driver_ops},
//         .pins = SPAN(pins),
//     };
//     ... gpio_driver_init(&gpio_driver)
#pragma once

#include "hil/gpio.h"
#include "kernel/driver.h"
#include "kernel/span.h"

enum : uint32_t { GPIO_DRIVER_NUMBER = 4 };

extern const struct driver_ops gpio_driver_ops;

struct gpio_pin {
    struct gpio *pin; // Set by the board.

    uint32_t index;
    struct gpio_driver *driver;
    struct gpio_client client;
};

struct gpio_driver {
    struct driver driver;          // .ops set by the board.
    SPAN_OF(struct gpio_pin) pins; // Set by the board.
};

// Becomes the pins' client; leaves the pins as they are. Called once, before processes run.
void gpio_driver_init(struct gpio_driver *driver);
