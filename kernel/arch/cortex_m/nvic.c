// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "kernel/arch/cortex_m/nvic.h"

#include "kernel/arch/cortex_m/scs.h"

enum { WORDS = (NVIC_LINES_MAX + 31) / 32 };

// The lines that drivers enabled. ISER has fewer: those that wait for service are masked.
static uint32_t enabled[WORDS];
static uint32_t words; // So many of them were ever used.

static uint32_t word_of(uint32_t line) {
    if (line >= NVIC_LINES_MAX) {
        __builtin_trap();
    }
    return line / 32;
}

static uint32_t bit_of(uint32_t line) {
    return 1u << (line % 32);
}

void nvic_enable(uint32_t line) {
    uint32_t word = word_of(line);
    words = word < words ? words : word + 1;
    enabled[word] |= bit_of(line);
    scs.nvic.iser[word] = bit_of(line);
}

void nvic_disable(uint32_t line) {
    uint32_t word = word_of(line);
    enabled[word] &= ~bit_of(line);
    scs.nvic.icer[word] = bit_of(line);
    scs.nvic.icpr[word] = bit_of(line);
}

// PendSV is pended whenever there may be something to find: by the handlers, and by the way back
// from a process that PendSV took (context.c). It is withdrawn before the search: an interrupt that
// comes while we look pends it again.
bool nvic_may_be_pending(void) {
    return (scs.icsr & SCS_ICSR_PENDSVSET) != 0;
}

uint32_t nvic_next_pending(void) {
    scs.icsr = SCS_ICSR_PENDSVCLR;
    for (uint32_t word = 0; word < words; word++) {
        uint32_t pending = scs.nvic.ispr[word] & enabled[word];
        if (pending != 0) {
            return 32 * word + (uint32_t)__builtin_ctz(pending);
        }
    }
    return NVIC_NONE;
}

void nvic_serviced(uint32_t line) {
    uint32_t word = word_of(line);
    scs.nvic.icpr[word] = bit_of(line);
    scs.nvic.iser[word] = bit_of(line);
}
