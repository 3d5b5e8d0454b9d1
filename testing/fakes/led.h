// SPDX-License-Identifier: Apache-2.0 OR MIT
// Fake LED: hil/led.h.
#pragma once

#include "hil/led.h"

struct fake_led {
    struct led led;
    bool initialised;
    bool on;
};

void fake_led_init(struct fake_led *fake);
