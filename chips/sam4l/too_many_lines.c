// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "chips/sam4l/chip.h"

static const struct sam4l_interrupt interrupts[NVIC_ENABLED_MAX + 1];
[[maybe_unused]] static const struct sam4l_chip_wiring wiring =
    SAM4L_CHIP_WIRING(interrupts, nullptr);
