// SPDX-License-Identifier: Apache-2.0 OR MIT
// Fake pin: hil/gpio.h. The test sees what is driven, and drives an input.
#pragma once

#include "hil/gpio.h"

enum fake_gpio_mode : uint8_t { FAKE_GPIO_OFF, FAKE_GPIO_INPUT, FAKE_GPIO_OUTPUT };

struct fake_gpio {
    struct gpio gpio;
    enum errorcode make_output_result; // What the next call returns; E_OK after init.
    enum errorcode make_input_result;
    enum fake_gpio_mode mode;
    enum gpio_pull pull;
    bool level; // Output register, or the level on the input.
    bool interrupt_enabled;
    enum gpio_edge edge;
    uint32_t rises; // Rising edges seen from outside while an output.
};

void fake_gpio_init(struct fake_gpio *fake);

// Drives an input. An edge that is enabled calls the client at once. Whether it did.
bool fake_gpio_drive(struct fake_gpio *fake, bool level);
