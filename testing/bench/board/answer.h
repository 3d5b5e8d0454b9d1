// SPDX-License-Identifier: Apache-2.0 OR MIT
// Answers each edge on one pin with a change on another.
//
// Wiring:
//     static struct answer answer = {.in = &pc24.gpio, .out = &pc31.output};
//     ... answer_init(&answer)
#pragma once

#include "hil/gpio.h"

struct answer {
    struct gpio *in;         // Set by the board; the capsule becomes its client.
    struct gpio_output *out; // Set by the board.

    struct gpio_client client;
};

// Begins. Once, before the main loop.
void answer_init(struct answer *answer);
