// SPDX-License-Identifier: Apache-2.0 OR MIT
// SAM4L watchdog timer (WDT): registers. Datasheet 42023, chapter 20.
#pragma once

#include "chips/sam4l/register.h"

struct sam4l_wdt_registers {
    volatile uint32_t ctrl;
    volatile uint32_t clr;
    volatile uint32_t sr;
    volatile uint32_t ier;
    volatile uint32_t idr;
    volatile uint32_t imr;
    volatile uint32_t isr;
    volatile uint32_t icr;
};

static_assert(offsetof(struct sam4l_wdt_registers, ctrl) == 0x000);
static_assert(offsetof(struct sam4l_wdt_registers, clr) == 0x004);
static_assert(offsetof(struct sam4l_wdt_registers, sr) == 0x008);
static_assert(offsetof(struct sam4l_wdt_registers, ier) == 0x00C);
static_assert(offsetof(struct sam4l_wdt_registers, idr) == 0x010);
static_assert(offsetof(struct sam4l_wdt_registers, imr) == 0x014);
static_assert(offsetof(struct sam4l_wdt_registers, isr) == 0x018);
static_assert(offsetof(struct sam4l_wdt_registers, icr) == 0x01C);

enum : uint32_t {
    WDT_CTRL_EN = REGISTER_FIELD(0, 1),
    WDT_CTRL_DAR = REGISTER_FIELD(1, 1),
    WDT_CTRL_MODE = REGISTER_FIELD(2, 1),
    WDT_CTRL_SFV = REGISTER_FIELD(3, 1),
    WDT_CTRL_IM = REGISTER_FIELD(4, 1),
    WDT_CTRL_FCD = REGISTER_FIELD(7, 1),
    WDT_CTRL_PSEL = REGISTER_FIELD(8, 5),
    WDT_CTRL_CSSEL1 = REGISTER_FIELD(14, 1),
    WDT_CTRL_CEN = REGISTER_FIELD(16, 1),
    WDT_CTRL_CSSEL = REGISTER_FIELD(17, 1),
    WDT_CTRL_TBAN = REGISTER_FIELD(18, 5),
    WDT_CTRL_KEY = REGISTER_FIELD(24, 8),
    WDT_CTRL_KEY_FIRST = REGISTER_VALUE(WDT_CTRL_KEY, 0x55),
    WDT_CTRL_KEY_SECOND = REGISTER_VALUE(WDT_CTRL_KEY, 0xAA),
    WDT_CLR_WDTCLR = REGISTER_FIELD(0, 1),
    WDT_CLR_KEY = REGISTER_FIELD(24, 8),
    WDT_CLR_KEY_FIRST = REGISTER_VALUE(WDT_CLR_KEY, 0x55),
    WDT_CLR_KEY_SECOND = REGISTER_VALUE(WDT_CLR_KEY, 0xAA),
    WDT_SR_CLEARED = REGISTER_FIELD(1, 1),
};
