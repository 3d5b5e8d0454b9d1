// SPDX-License-Identifier: Apache-2.0 OR MIT
// A bare interrupt handler answers a pin (PC24, imix's button) on another (PC31, D2): what the
// hardware allows at best.
#include "chips/sam4l/clocks.h"
#include "chips/sam4l/gpio.h"
#include "kernel/arch/arch.h"
#include "kernel/arch/cortex_m/nvic.h"
#include "kernel/arch/cortex_m/vectors.h"

static const struct sam4l_pin in = SAM4L_PIN(C, 24), out = SAM4L_PIN(C, 31);

void pin_changed(void);
void pin_changed(void) {
    in.port->ifrc = in.mask;
    out.port->ovrt = out.mask;
}

// For the build, which bounds the stack (toolchains/board/stack).
__asm__(".pushsection .stack_facts, \"\", %progbits\n"
        ".asciz \"interrupts 3 pin_halt\"\n"
        ".asciz \"interrupts 1 pin_changed\"\n"
        ".popsection");

void pin_halt(void);
void pin_halt(void) {
    arch_halt();
}

enum { LINES = SAM4L_IRQ_GPIO_11 + 1 };
const uint32_t nvic_lines = LINES;

extern const struct pin_vectors _vectors;
__attribute__((section(".vectors"), used, aligned(512))) const struct pin_vectors {
    struct cortex_m_vectors system;
    void (*interrupt[LINES])(void);
} _vectors = {
    .system =
        {
            .initial_stack = _stack_top,
            .reset = reset_handler,
            .nmi = pin_halt,
            .hard_fault = pin_halt,
            .mem_manage = pin_halt,
            .bus_fault = pin_halt,
            .usage_fault = pin_halt,
            .svcall = process_left_handler, // boot.S enters main() by it.
            .debug_monitor = pin_halt,
            .pendsv = pin_halt,
            .systick = pin_halt,
        },
    .interrupt = {[0 ... LINES - 1] = pin_changed},
};

int main(void) {
    (void)sam4l_clocks_start(&sam4l_clock_tree);
    out.port->gpers = in.mask | out.mask;
    out.port->oders = out.mask;
    in.port->ifrc = in.mask;
    in.port->iers = in.mask;
    nvic_enable(SAM4L_IRQ_GPIO_11);
    for (;;) {
        arch_wait_for_interrupt();
    }
}
