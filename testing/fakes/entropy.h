// SPDX-License-Identifier: Apache-2.0 OR MIT
// Fake source of randomness: hil/entropy.h. The words are 1, 2, 3, ...
#pragma once

#include "hil/entropy.h"

struct fake_entropy {
    struct entropy entropy;
    enum errorcode get_result; // What the next get() returns; E_OK after init.
    bool running;
    uint32_t words; // Given out so far.
};

void fake_entropy_init(struct fake_entropy *fake);

// Gives one word if it is asked for. False if not.
bool fake_entropy_give(struct fake_entropy *fake);
