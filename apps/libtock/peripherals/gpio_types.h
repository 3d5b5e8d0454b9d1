// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// How a GPIO pin is configured.

#pragma once

// The resistor of an input.
typedef enum {
    libtock_pull_none = 0,
    libtock_pull_up = 1,
    libtock_pull_down = 2,
} libtock_gpio_input_mode_t;

// The edges that interrupt.
typedef enum {
    libtock_change = 0,
    libtock_rising_edge = 1,
    libtock_falling_edge = 2,
} libtock_gpio_interrupt_mode_t;
