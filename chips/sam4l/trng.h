// SPDX-License-Identifier: Apache-2.0 OR MIT
// SAM4L true random number generator as hil/entropy.h: a word each 84 bus clock cycles. Datasheet
// 42023, chapter "True Random Number Generator". It has its clock only while a request is under
// way.
//
//     static struct sam4l_trng trng = SAM4L_TRNG;
#pragma once

#include "chips/sam4l/pm.h"
#include "chips/sam4l/trng_registers.h"
#include "hil/entropy.h"

struct sam4l_trng_wiring {
    struct sam4l_trng_registers *registers;
    struct sam4l_clock clock;
};

struct sam4l_trng {
    struct entropy entropy;
    const struct sam4l_trng_wiring *wiring;
    bool running;
};

extern const struct entropy_ops sam4l_trng_ops;
extern const struct sam4l_trng_wiring sam4l_trng_wiring; // The chip's own.

#define SAM4L_TRNG {.entropy = {.ops = &sam4l_trng_ops}, .wiring = &sam4l_trng_wiring}

// Services a struct sam4l_trng; its line is SAM4L_IRQ_TRNG.
void sam4l_trng_interrupt(void *trng);
