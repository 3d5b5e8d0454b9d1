// SPDX-License-Identifier: Apache-2.0 OR MIT
// SAM4L peripheral DMA controller (PDCA): registers of one channel. Datasheet 42023, chapter 16.
#pragma once

#include "chips/sam4l/register.h"

struct sam4l_pdca_registers {
    volatile uint32_t mar;
    volatile uint32_t psr;
    volatile uint32_t tcr;
    volatile uint32_t marr;
    volatile uint32_t tcrr;
    volatile uint32_t cr;
    volatile uint32_t mr;
    volatile uint32_t sr;
    volatile uint32_t ier;
    volatile uint32_t idr;
    volatile uint32_t imr;
    volatile uint32_t isr;
};

static_assert(offsetof(struct sam4l_pdca_registers, mar) == 0x000);
static_assert(offsetof(struct sam4l_pdca_registers, psr) == 0x004);
static_assert(offsetof(struct sam4l_pdca_registers, tcr) == 0x008);
static_assert(offsetof(struct sam4l_pdca_registers, marr) == 0x00C);
static_assert(offsetof(struct sam4l_pdca_registers, tcrr) == 0x010);
static_assert(offsetof(struct sam4l_pdca_registers, cr) == 0x014);
static_assert(offsetof(struct sam4l_pdca_registers, mr) == 0x018);
static_assert(offsetof(struct sam4l_pdca_registers, sr) == 0x01C);
static_assert(offsetof(struct sam4l_pdca_registers, ier) == 0x020);
static_assert(offsetof(struct sam4l_pdca_registers, idr) == 0x024);
static_assert(offsetof(struct sam4l_pdca_registers, imr) == 0x028);
static_assert(offsetof(struct sam4l_pdca_registers, isr) == 0x02C);

enum : uint32_t {
    PDCA_PSR_PID = REGISTER_FIELD(0, 8),
    PDCA_TCR_TCV = REGISTER_FIELD(0, 16),
    PDCA_CR_TEN = REGISTER_FIELD(0, 1),
    PDCA_CR_TDIS = REGISTER_FIELD(1, 1),
    PDCA_CR_ECLR = REGISTER_FIELD(8, 1),
    PDCA_MR_SIZE = REGISTER_FIELD(0, 2),
    PDCA_MR_SIZE_BYTE = REGISTER_VALUE(PDCA_MR_SIZE, 0),
    PDCA_IER_TRC = REGISTER_FIELD(1, 1),
    PDCA_IER_TERR = REGISTER_FIELD(2, 1),
    PDCA_IDR_RCZ = REGISTER_FIELD(0, 1),
    PDCA_IDR_TRC = REGISTER_FIELD(1, 1),
    PDCA_IDR_TERR = REGISTER_FIELD(2, 1),
    PDCA_ISR_TRC = REGISTER_FIELD(1, 1),
    PDCA_ISR_TERR = REGISTER_FIELD(2, 1),
};
