// SPDX-License-Identifier: Apache-2.0 OR MIT
// ARMv7-M exceptions: their numbers, and what the processor stacks on entry (DDI 0403, B1.5.2 and
// B1.5.6).
#pragma once

#include <stdint.h>

enum exception : uint32_t {
    EXCEPTION_NMI = 2,
    EXCEPTION_HARD_FAULT = 3,
    EXCEPTION_MEM_MANAGE = 4,
    EXCEPTION_BUS_FAULT = 5,
    EXCEPTION_USAGE_FAULT = 6,
    EXCEPTION_SVCALL = 11,
    EXCEPTION_PENDSV = 14,
    EXCEPTION_SYSTICK = 15,
    EXCEPTION_INTERRUPT_0 = 16,
};

struct exception_frame {
    uint32_t r0_r3[4];
    uint32_t r12;
    uint32_t lr;
    uint32_t pc;
    uint32_t xpsr;
};

enum exception_xpsr : uint32_t {
    XPSR_ALIGN = 1u << 9, // The stack pointer was 4 lower before stacking than it is aligned to.
    XPSR_THUMB = 1u << 24,
    XPSR_EXCEPTION = 0x1FF, // The exception's number; 0 in thread mode.
};
