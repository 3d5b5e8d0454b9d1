// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// GPIO pins (driver 0x4) that the board gives to applications, numbered from 0 in its order. A
// number that the board does not have gives RETURNCODE_EINVAL.

#pragma once

#include "libtock/peripherals/gpio_types.h"
#include "libtock/tock.h"

#define DRIVER_NUM_GPIO 0x4

// Called when a pin interrupts, with its level: true is high.
typedef void (*libtock_gpio_callback_interrupt)(uint32_t pin, bool level);

// Whether the board has pins that this process may use.
bool libtock_gpio_exists(void);

// The number of pins.
returncode_t libtock_gpio_count(int *count);

// One callback for all pins whose interrupts are enabled.
returncode_t libtock_gpio_set_interrupt_callback(libtock_gpio_callback_interrupt cb);

// Makes the pin an input or an output.
returncode_t libtock_gpio_enable_input(uint32_t pin, libtock_gpio_input_mode_t pin_config);
returncode_t libtock_gpio_enable_output(uint32_t pin);

// Drives an output high, low, or over.
returncode_t libtock_gpio_set(uint32_t pin);
returncode_t libtock_gpio_clear(uint32_t pin);
returncode_t libtock_gpio_toggle(uint32_t pin);

// 1 if an input is high, 0 if low.
returncode_t libtock_gpio_read(uint32_t pin, int *pin_value);

// Interrupts of an input.
returncode_t libtock_gpio_enable_interrupt(uint32_t pin, libtock_gpio_interrupt_mode_t irq_config);
returncode_t libtock_gpio_disable_interrupt(uint32_t pin);

// Lets go of the pin: neither input nor output, the least power.
returncode_t libtock_gpio_disable(uint32_t pin);
