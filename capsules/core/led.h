// SPDX-License-Identifier: Apache-2.0 OR MIT
// LEDs for processes. System call driver 2 (Tock: doc/syscalls/00002_leds.md).
//
//     command 0            success with the number of LEDs.
//     command 1, 2 (index) turn the LED on, off.
//     command 3 (index)    toggle it.
//     command 4 (index)    success with 1 if it is on, 0 if not.
// Errors: E_INVAL there is no such LED.
//
// Wiring:
//     static struct led *const leds[] = {&red.led, &green.led, &blue.led};
//     static struct led_driver led_driver = {
//         .driver = {.ops = &led_driver_ops},
//         .leds = SPAN(leds),
//     };
//     ... led_driver_init(&led_driver)
#pragma once

#include "hil/led.h"
#include "kernel/driver.h"
#include "kernel/span.h"

enum : uint32_t { LED_DRIVER_NUMBER = 2 };

extern const struct driver_ops led_driver_ops;

struct led_driver {
    struct driver driver;            // .ops set by the board.
    SPAN_OF(struct led *const) leds; // Set by the board.
};

// Makes the LEDs ready, and turns them off.
void led_driver_init(struct led_driver *driver);
