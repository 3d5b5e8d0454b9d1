// SPDX-License-Identifier: Apache-2.0 OR MIT
// SAM4L flash controller (FLASHCALW): registers. Datasheet 42023, chapter 14.
#pragma once

#include "chips/sam4l/register.h"

struct sam4l_flashcalw_registers {
    volatile uint32_t fcr;
    volatile uint32_t fcmd;
    volatile uint32_t fsr;
    volatile uint32_t fpr;
    volatile uint32_t version;
    volatile uint32_t fgpfrhi;
    volatile uint32_t fgpfrlo;
};

static_assert(offsetof(struct sam4l_flashcalw_registers, fcr) == 0x000);
static_assert(offsetof(struct sam4l_flashcalw_registers, fcmd) == 0x004);
static_assert(offsetof(struct sam4l_flashcalw_registers, fsr) == 0x008);
static_assert(offsetof(struct sam4l_flashcalw_registers, fpr) == 0x00C);
static_assert(offsetof(struct sam4l_flashcalw_registers, version) == 0x010);
static_assert(offsetof(struct sam4l_flashcalw_registers, fgpfrhi) == 0x014);
static_assert(offsetof(struct sam4l_flashcalw_registers, fgpfrlo) == 0x018);

enum : uint32_t {
    FLASHCALW_FCR_FRDY = REGISTER_FIELD(0, 1),
    FLASHCALW_FCR_LOCKE = REGISTER_FIELD(2, 1),
    FLASHCALW_FCR_PROGE = REGISTER_FIELD(3, 1),
    FLASHCALW_FCR_FWS = REGISTER_FIELD(6, 1),
    FLASHCALW_FCMD_CMD = REGISTER_FIELD(0, 6),
    FLASHCALW_FCMD_CMD_HSEN = REGISTER_VALUE(FLASHCALW_FCMD_CMD, 16), // High-speed mode on.
    FLASHCALW_FCMD_PAGEN = REGISTER_FIELD(8, 16),
    FLASHCALW_FCMD_KEY = REGISTER_FIELD(24, 8),
    FLASHCALW_FCMD_KEY_VALUE = REGISTER_VALUE(FLASHCALW_FCMD_KEY, 0xA5),
    FLASHCALW_FSR_FRDY = REGISTER_FIELD(0, 1),
    FLASHCALW_FSR_HSMODE = REGISTER_FIELD(6, 1),
};
