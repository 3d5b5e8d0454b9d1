// SPDX-License-Identifier: Apache-2.0 OR MIT
// SAM4L true random number generator (TRNG): registers. Datasheet 42023, chapter "True Random
// Number Generator".
#pragma once

#include "chips/sam4l/register.h"

struct sam4l_trng_registers {
    volatile uint32_t cr;
    uint32_t reserved_004[3];
    volatile uint32_t ier;
    volatile uint32_t idr;
    volatile uint32_t imr;
    volatile uint32_t isr;
    uint32_t reserved_020[12];
    volatile uint32_t odata;
};

static_assert(offsetof(struct sam4l_trng_registers, cr) == 0x000);
static_assert(offsetof(struct sam4l_trng_registers, ier) == 0x010);
static_assert(offsetof(struct sam4l_trng_registers, idr) == 0x014);
static_assert(offsetof(struct sam4l_trng_registers, imr) == 0x018);
static_assert(offsetof(struct sam4l_trng_registers, isr) == 0x01C);
static_assert(offsetof(struct sam4l_trng_registers, odata) == 0x050);

enum : uint32_t {
    TRNG_CR_ENABLE = REGISTER_FIELD(0, 1),
    TRNG_CR_KEY = REGISTER_FIELD(8, 24),
    TRNG_CR_KEY_VALUE = REGISTER_VALUE(TRNG_CR_KEY, 0x524E47), // "RNG".
    TRNG_IER_DATRDY = REGISTER_FIELD(0, 1),
    TRNG_IDR_DATRDY = REGISTER_FIELD(0, 1),
    TRNG_ISR_DATRDY = REGISTER_FIELD(0, 1),
};
