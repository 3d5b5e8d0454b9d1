// SPDX-License-Identifier: Apache-2.0 OR MIT
// SAM4L USART: registers. Datasheet 42023, chapter 24.
#pragma once

#include "chips/sam4l/register.h"

struct sam4l_usart_registers {
    volatile uint32_t cr;
    volatile uint32_t mr;
    volatile uint32_t ier;
    volatile uint32_t idr;
    volatile uint32_t imr;
    volatile uint32_t csr;
    volatile uint32_t rhr;
    volatile uint32_t thr;
    volatile uint32_t brgr;
    volatile uint32_t rtor;
    volatile uint32_t ttgr;
};

static_assert(offsetof(struct sam4l_usart_registers, cr) == 0x000);
static_assert(offsetof(struct sam4l_usart_registers, mr) == 0x004);
static_assert(offsetof(struct sam4l_usart_registers, ier) == 0x008);
static_assert(offsetof(struct sam4l_usart_registers, idr) == 0x00C);
static_assert(offsetof(struct sam4l_usart_registers, imr) == 0x010);
static_assert(offsetof(struct sam4l_usart_registers, csr) == 0x014);
static_assert(offsetof(struct sam4l_usart_registers, rhr) == 0x018);
static_assert(offsetof(struct sam4l_usart_registers, thr) == 0x01C);
static_assert(offsetof(struct sam4l_usart_registers, brgr) == 0x020);
static_assert(offsetof(struct sam4l_usart_registers, rtor) == 0x024);
static_assert(offsetof(struct sam4l_usart_registers, ttgr) == 0x028);

enum : uint32_t {
    USART_CR_RSTRX = REGISTER_FIELD(2, 1),
    USART_CR_RSTTX = REGISTER_FIELD(3, 1),
    USART_CR_RXEN = REGISTER_FIELD(4, 1),
    USART_CR_RXDIS = REGISTER_FIELD(5, 1),
    USART_CR_TXEN = REGISTER_FIELD(6, 1),
    USART_CR_TXDIS = REGISTER_FIELD(7, 1),
    USART_CR_RSTSTA = REGISTER_FIELD(8, 1),
    USART_CR_STTTO = REGISTER_FIELD(11, 1),
    USART_CR_RETTO = REGISTER_FIELD(15, 1),
    USART_MR_MODE = REGISTER_FIELD(0, 4),
    USART_MR_MODE_NORMAL = REGISTER_VALUE(USART_MR_MODE, 0),
    USART_MR_MODE_HANDSHAKE = REGISTER_VALUE(USART_MR_MODE, 2), // RTS and CTS.
    USART_MR_USCLKS = REGISTER_FIELD(4, 2),
    USART_MR_CHRL = REGISTER_FIELD(6, 2),
    USART_MR_PAR = REGISTER_FIELD(9, 3),
    USART_MR_PAR_EVEN = REGISTER_VALUE(USART_MR_PAR, 0),
    USART_MR_PAR_ODD = REGISTER_VALUE(USART_MR_PAR, 1),
    USART_MR_PAR_NONE = REGISTER_VALUE(USART_MR_PAR, 4),
    USART_MR_NBSTOP = REGISTER_FIELD(12, 2),
    USART_MR_NBSTOP_1 = REGISTER_VALUE(USART_MR_NBSTOP, 0),
    USART_MR_NBSTOP_2 = REGISTER_VALUE(USART_MR_NBSTOP, 2),
    USART_MR_CHMODE = REGISTER_FIELD(14, 2),
    USART_MR_OVER = REGISTER_FIELD(19, 1),
    USART_IER_TXEMPTY = REGISTER_FIELD(9, 1),
    USART_IER_TIMEOUT = REGISTER_FIELD(8, 1),
    USART_IER_OVRE = REGISTER_FIELD(5, 1),
    USART_IER_FRAME = REGISTER_FIELD(6, 1),
    USART_IER_PARE = REGISTER_FIELD(7, 1),
    USART_IER_RXBRK = REGISTER_FIELD(2, 1),
    USART_IDR_TXEMPTY = REGISTER_FIELD(9, 1),
    USART_IDR_TIMEOUT = REGISTER_FIELD(8, 1),
    USART_IDR_OVRE = REGISTER_FIELD(5, 1),
    USART_IDR_FRAME = REGISTER_FIELD(6, 1),
    USART_IDR_PARE = REGISTER_FIELD(7, 1),
    USART_IDR_RXBRK = REGISTER_FIELD(2, 1),
    USART_CSR_RXRDY = REGISTER_FIELD(0, 1),
    USART_CSR_TXRDY = REGISTER_FIELD(1, 1),
    USART_CSR_RXBRK = REGISTER_FIELD(2, 1),
    USART_CSR_OVRE = REGISTER_FIELD(5, 1),
    USART_CSR_FRAME = REGISTER_FIELD(6, 1),
    USART_CSR_PARE = REGISTER_FIELD(7, 1),
    USART_CSR_TIMEOUT = REGISTER_FIELD(8, 1),
    USART_CSR_TXEMPTY = REGISTER_FIELD(9, 1),
    USART_BRGR_CD = REGISTER_FIELD(0, 16),
    USART_BRGR_FP = REGISTER_FIELD(16, 3),
    USART_RTOR_TO = REGISTER_FIELD(0, 17),
};
