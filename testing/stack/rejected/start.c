// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "testing/stack/rejected/start.h"

extern uint32_t stack_top;
void reset(void);

__asm__(".pushsection .stack_facts, \"\", %progbits\n"
        ".asciz \"stack main stack_low stack_top\"\n"
        ".asciz \"vectors vectors\"\n"
        ".asciz \"begins main 0 reset 0\"\n"
        ".popsection");

volatile uint32_t start_number = 7;

void reset(void) {
    for (;;) {
        run();
    }
}

[[gnu::used, gnu::section(".vectors")]] static const void *const vectors[] = {
    &stack_top,
    (const void *)reset,
};
