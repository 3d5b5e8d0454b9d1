// SPDX-License-Identifier: Apache-2.0 OR MIT
// SAM4L system control interface (SCIF): registers. Datasheet 42023, chapter 13.
#pragma once

#include "chips/sam4l/register.h"

struct sam4l_scif_registers {
    volatile uint32_t ier;
    volatile uint32_t idr;
    volatile uint32_t imr;
    volatile uint32_t isr;
    volatile uint32_t icr;
    volatile uint32_t pclksr;
    volatile uint32_t unlock;
    volatile uint32_t cscr;
    volatile uint32_t oscctrl0;
    volatile uint32_t pll;
    volatile uint32_t dfll0conf;
    volatile uint32_t dfll0val;
    volatile uint32_t dfll0mul;
    volatile uint32_t dfll0step;
    volatile uint32_t dfll0ssg;
    volatile uint32_t dfll0ratio;
    volatile uint32_t dfll0sync;
    volatile uint32_t rccr;
    volatile uint32_t rcfastcfg;
    volatile uint32_t rcfastsr;
};

static_assert(offsetof(struct sam4l_scif_registers, ier) == 0x000);
static_assert(offsetof(struct sam4l_scif_registers, idr) == 0x004);
static_assert(offsetof(struct sam4l_scif_registers, imr) == 0x008);
static_assert(offsetof(struct sam4l_scif_registers, isr) == 0x00C);
static_assert(offsetof(struct sam4l_scif_registers, icr) == 0x010);
static_assert(offsetof(struct sam4l_scif_registers, pclksr) == 0x014);
static_assert(offsetof(struct sam4l_scif_registers, unlock) == 0x018);
static_assert(offsetof(struct sam4l_scif_registers, cscr) == 0x01C);
static_assert(offsetof(struct sam4l_scif_registers, oscctrl0) == 0x020);
static_assert(offsetof(struct sam4l_scif_registers, pll) == 0x024);
static_assert(offsetof(struct sam4l_scif_registers, dfll0conf) == 0x028);
static_assert(offsetof(struct sam4l_scif_registers, dfll0val) == 0x02C);
static_assert(offsetof(struct sam4l_scif_registers, dfll0mul) == 0x030);
static_assert(offsetof(struct sam4l_scif_registers, dfll0step) == 0x034);
static_assert(offsetof(struct sam4l_scif_registers, dfll0ssg) == 0x038);
static_assert(offsetof(struct sam4l_scif_registers, dfll0ratio) == 0x03C);
static_assert(offsetof(struct sam4l_scif_registers, dfll0sync) == 0x040);
static_assert(offsetof(struct sam4l_scif_registers, rccr) == 0x044);
static_assert(offsetof(struct sam4l_scif_registers, rcfastcfg) == 0x048);
static_assert(offsetof(struct sam4l_scif_registers, rcfastsr) == 0x04C);

enum : uint32_t {
    SCIF_PCLKSR_OSC0RDY = REGISTER_FIELD(0, 1),
    SCIF_PCLKSR_PLL0LOCK = REGISTER_FIELD(6, 1),
    SCIF_UNLOCK_ADDR = REGISTER_FIELD(0, 10),
    SCIF_UNLOCK_KEY = REGISTER_FIELD(24, 8),
    SCIF_UNLOCK_KEY_VALUE = REGISTER_VALUE(SCIF_UNLOCK_KEY, 0xAA),
    SCIF_OSCCTRL0_MODE = REGISTER_FIELD(0, 1),
    SCIF_OSCCTRL0_MODE_CRYSTAL = REGISTER_VALUE(SCIF_OSCCTRL0_MODE, 1),
    SCIF_OSCCTRL0_GAIN = REGISTER_FIELD(1, 2),
    SCIF_OSCCTRL0_GAIN_16MHZ = REGISTER_VALUE(SCIF_OSCCTRL0_GAIN, 3), // 8 MHz to 16 MHz.
    SCIF_OSCCTRL0_STARTUP = REGISTER_FIELD(8, 4),
    SCIF_OSCCTRL0_STARTUP_1024 =
        REGISTER_VALUE(SCIF_OSCCTRL0_STARTUP, 14), // 1024 RCSYS cycles: 8.9 ms.
    SCIF_OSCCTRL0_OSCEN = REGISTER_FIELD(16, 1),
    SCIF_PLL_PLLEN = REGISTER_FIELD(0, 1),
    SCIF_PLL_PLLOSC = REGISTER_FIELD(1, 2),
    SCIF_PLL_PLLOSC_OSC0 = REGISTER_VALUE(SCIF_PLL_PLLOSC, 0),
    SCIF_PLL_PLLOPT = REGISTER_FIELD(3, 3),
    SCIF_PLL_PLLOPT_DIVIDE_2 = REGISTER_VALUE(
        SCIF_PLL_PLLOPT, 2), // Bit 1: half the VCO; bit 0 clear: VCO at 80 to 180 MHz.
    SCIF_PLL_PLLDIV = REGISTER_FIELD(8, 4),
    SCIF_PLL_PLLMUL = REGISTER_FIELD(16, 4),
    SCIF_PLL_PLLCOUNT = REGISTER_FIELD(24, 6),
    SCIF_RCFASTCFG_EN = REGISTER_FIELD(0, 1),
    SCIF_RCFASTCFG_TUNEEN = REGISTER_FIELD(1, 1),
    SCIF_RCFASTCFG_FRANGE = REGISTER_FIELD(8, 2),
    SCIF_RCFASTCFG_FRANGE_12MHZ = REGISTER_VALUE(SCIF_RCFASTCFG_FRANGE, 2),
    SCIF_RCFASTCFG_CALIB = REGISTER_FIELD(16, 7),
};
