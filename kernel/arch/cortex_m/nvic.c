// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "kernel/arch/cortex_m/nvic.h"

#include "kernel/arch/cortex_m/scs.h"

// A line that waits is masked: each is in the queue once at most, so there is room for all. The
// handlers alone write `arrived` and what lies before it, and none interrupts another; the main
// loop alone writes `taken`.
static volatile uint8_t queue[NVIC_ENABLED_MAX];
static volatile uint8_t arrived; // Lines that ever came, and were taken, modulo 256.
static uint8_t taken;

static_assert(256 % NVIC_ENABLED_MAX == 0);

static uint32_t bit_of(uint32_t line) {
    return 1u << (line % 32);
}

void nvic_enable(uint32_t line) {
    if (line >= nvic_lines) {
        __builtin_trap();
    }
    scs.nvic.ipr[line] = 0; // A bootloader may have left another.
    scs.nvic.iser[line / 32] = bit_of(line);
}

void nvic_arrived(uint32_t line) {
    scs.nvic.icer[line / 32] = bit_of(line);
    uint8_t place = arrived;
    queue[place % NVIC_ENABLED_MAX] = (uint8_t)line;
    arrived = place + 1;
}

bool nvic_is_pending(void) {
    return arrived != taken;
}

// The handlers have pended PendSV, which would take back the next process. It is withdrawn before
// the caller looks for more: one that comes meanwhile pends it again.
uint32_t nvic_take(void) {
    scb.icsr = SCS_ICSR_PENDSVCLR;
    return queue[taken++ % NVIC_ENABLED_MAX];
}

void nvic_serviced(uint32_t line) {
    scs.nvic.icpr[line / 32] = bit_of(line);
    scs.nvic.iser[line / 32] = bit_of(line);
}
