// SPDX-License-Identifier: Apache-2.0 OR MIT
// SAM4L backup system control interface (BSCIF): registers. Datasheet 42023, chapter "Backup System
// Control Interface".
#pragma once

#include "chips/sam4l/register.h"

struct sam4l_bscif_registers {
    volatile uint32_t ier;
    volatile uint32_t idr;
    volatile uint32_t imr;
    volatile uint32_t isr;
    volatile uint32_t icr;
    volatile uint32_t pclksr;
    volatile uint32_t unlock;
    volatile uint32_t cscr;
    volatile uint32_t oscctrl32;
    volatile uint32_t rc32kcr;
    volatile uint32_t rc32ktune;
};

static_assert(offsetof(struct sam4l_bscif_registers, ier) == 0x000);
static_assert(offsetof(struct sam4l_bscif_registers, idr) == 0x004);
static_assert(offsetof(struct sam4l_bscif_registers, imr) == 0x008);
static_assert(offsetof(struct sam4l_bscif_registers, isr) == 0x00C);
static_assert(offsetof(struct sam4l_bscif_registers, icr) == 0x010);
static_assert(offsetof(struct sam4l_bscif_registers, pclksr) == 0x014);
static_assert(offsetof(struct sam4l_bscif_registers, unlock) == 0x018);
static_assert(offsetof(struct sam4l_bscif_registers, cscr) == 0x01C);
static_assert(offsetof(struct sam4l_bscif_registers, oscctrl32) == 0x020);
static_assert(offsetof(struct sam4l_bscif_registers, rc32kcr) == 0x024);
static_assert(offsetof(struct sam4l_bscif_registers, rc32ktune) == 0x028);

enum : uint32_t {
    BSCIF_PCLKSR_VREGOK = REGISTER_FIELD(10, 1),
    BSCIF_UNLOCK_ADDR = REGISTER_FIELD(0, 10),
    BSCIF_UNLOCK_KEY = REGISTER_FIELD(24, 8),
    BSCIF_UNLOCK_KEY_VALUE = REGISTER_VALUE(BSCIF_UNLOCK_KEY, 0xAA),
    BSCIF_RC32KCR_EN = REGISTER_FIELD(0, 1),
    BSCIF_RC32KCR_TCEN = REGISTER_FIELD(1, 1),
    BSCIF_RC32KCR_EN32K = REGISTER_FIELD(2, 1),
    BSCIF_RC32KTUNE_FINE = REGISTER_FIELD(0, 6),
    BSCIF_RC32KTUNE_COARSE = REGISTER_FIELD(16, 7),
};
