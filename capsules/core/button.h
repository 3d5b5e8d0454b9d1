// SPDX-License-Identifier: Apache-2.0 OR MIT
// Buttons for processes. System call driver 3 (Tock: doc/syscalls/00003_buttons.md).
//
//     command 0            success with the number of buttons.
//     command 1 (index)    tell this process of the button's presses and releases.
//     command 2 (index)    do not any more.
//     command 3 (index)    success with 1 if it is pressed, 0 if not.
//     upcall 0 (index, pressed)
// Errors: E_INVAL there is no such button; E_NOMEM no room for the grant.
//
// A pin's interrupt is on while a process wants it. Contacts are not debounced: each edge that the
// hardware sees is an upcall, and processes that care wait.
//
// Wiring:
//     static struct button buttons[] = {
//         {.pin = &pc24.gpio, .pull = GPIO_PULL_NONE, .active_low = true}};
//     static struct button_driver button_driver = {
//         .driver = {.ops = &button_driver_ops},
//         .buttons = SPAN(buttons),
//     };
//     ... button_driver_init(&button_driver)
#pragma once

#include "hil/gpio.h"
#include "kernel/driver.h"
#include "kernel/span.h"

enum : uint32_t { BUTTON_DRIVER_NUMBER = 3 };

extern const struct driver_ops button_driver_ops;

struct button {
    struct gpio *pin;    // Set by the board.
    enum gpio_pull pull; // Set by the board: what holds the pin while the button is released.
    bool active_low;     // Set by the board: pressed is a low level.

    uint8_t index;
    struct button_driver *driver;
    struct gpio_client client;
};

struct button_driver {
    struct driver driver;           // .ops set by the board.
    SPAN_OF(struct button) buttons; // Set by the board; at most 32.
};

// Makes the pins inputs and becomes their client. Called once, before processes run.
void button_driver_init(struct button_driver *driver);
