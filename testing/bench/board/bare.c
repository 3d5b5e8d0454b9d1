// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "testing/bench/board/bare.h"

#include "chips/sam4l/instances.h"
#include "kernel/arch/arch.h"
#include "kernel/arch/cortex_m/vectors.h"

void bare_loop(struct chip *chip) {
    for (;;) {
        chip->ops->service_interrupts(chip);
        chip->ops->sleep(chip);
    }
}

// The vector table: as chips/sam4l/vectors.c, but that a fault ends the system without a word. What
// would report it prints processes.
// For the build, which bounds the stack (toolchains/board/stack).
__asm__(".pushsection .stack_facts, \"\", %progbits\n"
        ".asciz \"interrupts 3 bare_halt\"\n"
        ".popsection");

void bare_halt(void);
void bare_halt(void) {
    arch_halt();
}

// Up to the last line that one of these boards uses.
enum { LINES = SAM4L_IRQ_AST_3 + 1 };
const uint32_t nvic_lines = LINES;

extern const struct bare_vectors _vectors;
__attribute__((section(".vectors"), used, aligned(512))) const struct bare_vectors {
    struct cortex_m_vectors system;
    void (*interrupt[LINES])(void);
} _vectors = {
    .system =
        {
            .initial_stack = _stack_top,
            .reset = reset_handler,
            .nmi = bare_halt,
            .hard_fault = bare_halt,
            .mem_manage = bare_halt,
            .bus_fault = bare_halt,
            .usage_fault = bare_halt,
            .svcall = process_left_handler, // boot.S enters main() by it.
            .debug_monitor = bare_halt,
            .pendsv = bare_halt,
            .systick = bare_halt,
        },
    .interrupt = {[0 ... LINES - 1] = interrupt_handler},
};
