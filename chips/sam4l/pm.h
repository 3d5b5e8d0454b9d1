// SPDX-License-Identifier: Apache-2.0 OR MIT
// SAM4L power manager: which peripherals have a clock, what the main clock is, why the chip was
// reset. Datasheet 42023, chapter 10.
#pragma once

#include "chips/sam4l/instances.h"
#include "chips/sam4l/pm_registers.h"
#include "kernel/errorcode.h"

// The chip's own power manager.
#define SAM4L_PM ((struct sam4l_pm_registers *)SAM4L_BASE_PM)

// The clock domains that have a mask register, in the registers' order.
enum sam4l_bus : uint8_t {
    SAM4L_BUS_CPU,
    SAM4L_BUS_HSB,
    SAM4L_BUS_PBA,
    SAM4L_BUS_PBB,
    SAM4L_BUS_PBC,
    SAM4L_BUS_PBD,
};

// One peripheral's clock on one bus. Without it the peripheral does nothing and cannot be written.
struct sam4l_clock {
    struct sam4l_pm_registers *pm;
    uint32_t mask; // Its bit in the bus's mask register: PM_PBAMASK_USART3, for example.
    enum sam4l_bus bus;
};

void sam4l_clock_enable(struct sam4l_clock clock);
void sam4l_clock_disable(struct sam4l_clock clock);
bool sam4l_clock_is_enabled(struct sam4l_clock clock);

// Makes another source the main clock: PM_MCCTRL_MCSEL_.... The source must run, and the flash wait
// states must be right for it.
//   E_FAIL  the hardware refused: the source does not run.
enum errorcode sam4l_pm_select(struct sam4l_pm_registers *pm, uint32_t source);

// Why the chip was last reset: PM_RCAUSE_... bits.
uint32_t sam4l_pm_reset_cause(const struct sam4l_pm_registers *pm);

// Whether nothing runs that needs a fast clock, so that all of them may stop: no clock on PBA, and
// on HSB and PBB none but those of flash, cache, bus bridges and the idle DMA controller. Drivers
// keep their clock off while they have nothing to do; that is all they do for deep sleep.
bool sam4l_pm_is_quiet(const struct sam4l_pm_registers *pm);
