// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// A kernel that has nothing to do: it divides, with 64 bits, which needs the runtime library.

#include "toolchains/selftest/checked.h"

extern uint32_t stack_top;
void reset(void);

// How the stack is used, for the build, which bounds it.
__asm__(".pushsection .stack_facts, \"\", %progbits\n"
        ".asciz \"stack main stack_low stack_top\"\n"
        ".asciz \"begins main 0 reset 0\"\n"
        ".asciz \"vectors vectors\"\n"
        ".popsection");

static volatile uint32_t counter = 7;
static volatile uint32_t quotients[8];

void reset(void) {
    for (;;) {
        counter = checked_shift(counter, 1);
        quotients[counter % 8] = (uint32_t)(0x123456789abcdefULL / counter);
    }
}

[[gnu::used, gnu::section(".vectors")]] static const void *const vectors[] = {
    &stack_top,
    (const void *)reset,
};
