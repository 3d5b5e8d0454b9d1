// SPDX-License-Identifier: GPL-2.0-or-later
//
// Wrong on purpose: a fault with a stack that cannot take it.
#include "testing/emulator/firmware/firmware.h"

// The build cannot follow what this does to the stack.
__asm__(".pushsection .stack_facts, \"\", %progbits\n"
        ".asciz \"frame lose_the_stack 0\"\n"
        ".popsection");

[[gnu::noinline]] static void lose_the_stack(void) {
    __asm__ volatile("movs r0, #0\n\tmsr msp, r0\n\tudf #0" ::: "r0");
}

void firmware_main(void) {
    firmware_clocks();
    firmware_console();
    firmware_put("ok started\n");
    lose_the_stack();
}
