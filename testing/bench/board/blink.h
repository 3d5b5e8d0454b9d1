// SPDX-License-Identifier: Apache-2.0 OR MIT
// Changes a pin twice a second.
//
// Wiring:
//     static struct blink blink = {.alarm = &ast.alarm, .pin = &pc10.output};
//     ... blink_init(&blink)
#pragma once

#include "hil/gpio.h"
#include "hil/time.h"

struct blink {
    struct alarm *alarm;     // Set by the board; the capsule becomes its client.
    struct gpio_output *pin; // Set by the board.

    struct alarm_client client;
};

// Begins. Once, before the main loop.
void blink_init(struct blink *blink);
