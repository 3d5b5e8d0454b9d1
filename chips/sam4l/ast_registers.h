// SPDX-License-Identifier: Apache-2.0 OR MIT
// SAM4L asynchronous timer (AST): registers. Datasheet 42023, chapter 19.
#pragma once

#include "chips/sam4l/register.h"

struct sam4l_ast_registers {
    volatile uint32_t cr;
    volatile uint32_t cv;
    volatile uint32_t sr;
    volatile uint32_t scr;
    volatile uint32_t ier;
    volatile uint32_t idr;
    volatile uint32_t imr;
    volatile uint32_t wer;
    volatile uint32_t ar0;
    volatile uint32_t ar1;
    uint32_t reserved_028[2];
    volatile uint32_t pir0;
    volatile uint32_t pir1;
    uint32_t reserved_038[2];
    volatile uint32_t clock;
    volatile uint32_t dtr;
    volatile uint32_t eve;
    volatile uint32_t evd;
};

static_assert(offsetof(struct sam4l_ast_registers, cr) == 0x000);
static_assert(offsetof(struct sam4l_ast_registers, cv) == 0x004);
static_assert(offsetof(struct sam4l_ast_registers, sr) == 0x008);
static_assert(offsetof(struct sam4l_ast_registers, scr) == 0x00C);
static_assert(offsetof(struct sam4l_ast_registers, ier) == 0x010);
static_assert(offsetof(struct sam4l_ast_registers, idr) == 0x014);
static_assert(offsetof(struct sam4l_ast_registers, imr) == 0x018);
static_assert(offsetof(struct sam4l_ast_registers, wer) == 0x01C);
static_assert(offsetof(struct sam4l_ast_registers, ar0) == 0x020);
static_assert(offsetof(struct sam4l_ast_registers, ar1) == 0x024);
static_assert(offsetof(struct sam4l_ast_registers, pir0) == 0x030);
static_assert(offsetof(struct sam4l_ast_registers, pir1) == 0x034);
static_assert(offsetof(struct sam4l_ast_registers, clock) == 0x040);
static_assert(offsetof(struct sam4l_ast_registers, dtr) == 0x044);
static_assert(offsetof(struct sam4l_ast_registers, eve) == 0x048);
static_assert(offsetof(struct sam4l_ast_registers, evd) == 0x04C);

enum : uint32_t {
    AST_CR_EN = REGISTER_FIELD(0, 1),
    AST_CR_PCLR = REGISTER_FIELD(1, 1),
    AST_CR_CAL = REGISTER_FIELD(2, 1),
    AST_CR_PSEL = REGISTER_FIELD(16, 5),
    AST_SR_ALARM0 = REGISTER_FIELD(8, 1),
    AST_SR_BUSY = REGISTER_FIELD(24, 1),
    AST_SR_READY = REGISTER_FIELD(25, 1),
    AST_SR_CLKBUSY = REGISTER_FIELD(28, 1),
    AST_SCR_ALARM0 = REGISTER_FIELD(8, 1),
    AST_SCR_READY = REGISTER_FIELD(25, 1),
    AST_IER_ALARM0 = REGISTER_FIELD(8, 1),
    AST_IER_READY = REGISTER_FIELD(25, 1),
    AST_IDR_OVF = REGISTER_FIELD(0, 1),
    AST_IDR_ALARM0 = REGISTER_FIELD(8, 1),
    AST_IDR_ALARM1 = REGISTER_FIELD(9, 1),
    AST_IDR_PER0 = REGISTER_FIELD(16, 1),
    AST_IDR_PER1 = REGISTER_FIELD(17, 1),
    AST_IDR_READY = REGISTER_FIELD(25, 1),
    AST_IDR_CLKRDY = REGISTER_FIELD(29, 1),
    AST_WER_ALARM0 = REGISTER_FIELD(8, 1),
    AST_CLOCK_CEN = REGISTER_FIELD(0, 1),
    AST_CLOCK_CSSEL = REGISTER_FIELD(8, 3),
    AST_CLOCK_CSSEL_32K =
        REGISTER_VALUE(AST_CLOCK_CSSEL, 1), // The 32 kHz clock that BPM.PMCON.CK32S selects.
};
