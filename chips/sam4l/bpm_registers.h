// SPDX-License-Identifier: Apache-2.0 OR MIT
// SAM4L backup power manager (BPM): registers. Datasheet 42023, chapter "Backup Power Manager".
#pragma once

#include "chips/sam4l/register.h"

struct sam4l_bpm_registers {
    volatile uint32_t ier;
    volatile uint32_t idr;
    volatile uint32_t imr;
    volatile uint32_t isr;
    volatile uint32_t icr;
    volatile uint32_t sr;
    volatile uint32_t unlock;
    volatile uint32_t pmcon;
    uint32_t reserved_020[2];
    volatile uint32_t bkupwcause;
    volatile uint32_t bkupwen;
    volatile uint32_t bkuppmux;
    volatile uint32_t ioret;
};

static_assert(offsetof(struct sam4l_bpm_registers, ier) == 0x000);
static_assert(offsetof(struct sam4l_bpm_registers, idr) == 0x004);
static_assert(offsetof(struct sam4l_bpm_registers, imr) == 0x008);
static_assert(offsetof(struct sam4l_bpm_registers, isr) == 0x00C);
static_assert(offsetof(struct sam4l_bpm_registers, icr) == 0x010);
static_assert(offsetof(struct sam4l_bpm_registers, sr) == 0x014);
static_assert(offsetof(struct sam4l_bpm_registers, unlock) == 0x018);
static_assert(offsetof(struct sam4l_bpm_registers, pmcon) == 0x01C);
static_assert(offsetof(struct sam4l_bpm_registers, bkupwcause) == 0x028);
static_assert(offsetof(struct sam4l_bpm_registers, bkupwen) == 0x02C);
static_assert(offsetof(struct sam4l_bpm_registers, bkuppmux) == 0x030);
static_assert(offsetof(struct sam4l_bpm_registers, ioret) == 0x034);

enum : uint32_t {
    BPM_SR_PSOK = REGISTER_FIELD(0, 1),
    BPM_UNLOCK_ADDR = REGISTER_FIELD(0, 10),
    BPM_UNLOCK_KEY = REGISTER_FIELD(24, 8),
    BPM_UNLOCK_KEY_VALUE = REGISTER_VALUE(BPM_UNLOCK_KEY, 0xAA),
    BPM_PMCON_PS = REGISTER_FIELD(0, 2),
    BPM_PMCON_PS_RUN2 =
        REGISTER_VALUE(BPM_PMCON_PS, 2), // Up to 48 MHz; the flash in high-speed mode.
    BPM_PMCON_PSCREQ = REGISTER_FIELD(2, 1),
    BPM_PMCON_PSCM = REGISTER_FIELD(3, 1),
    BPM_PMCON_BKUP = REGISTER_FIELD(8, 1),
    BPM_PMCON_RET = REGISTER_FIELD(9, 1),
    BPM_PMCON_SLEEP = REGISTER_FIELD(12, 2),
    BPM_PMCON_CK32S = REGISTER_FIELD(16, 1),
    BPM_PMCON_CK32S_OSC32K = REGISTER_VALUE(BPM_PMCON_CK32S, 0),
    BPM_PMCON_CK32S_RC32K = REGISTER_VALUE(BPM_PMCON_CK32S, 1),
};
