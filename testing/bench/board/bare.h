// SPDX-License-Identifier: Apache-2.0 OR MIT
// What boards without processes share: interrupts go to chip and capsules, from a main loop that
// has nothing else to do. No kernel object exists.
#pragma once

#include "kernel/chip.h"

// Services interrupts, and sleeps.
[[noreturn]] void bare_loop(struct chip *chip);
