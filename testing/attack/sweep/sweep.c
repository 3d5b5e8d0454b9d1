// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// An interrupt at every instruction of the switch from the kernel into a process and back. For each
// distance in processor clocks: asks the board for an interrupt, and makes another system call. So
// the interrupt comes on the way to this process, within it, on the way back, or later in the
// kernel. After each, all registers, the stack pointer and CONTROL must be what they were
// (Known bugs 9, 10, 12 and 13).

#include <stdio.h>

#include "testing/conformance/raw_syscall.h"

enum {
    DRIVER = 0xF0000,
    FIRST = 20,
    LAST = 4000, // Clocks: more than both calls take.
    PATTERN = 0x5EC0DE00,
};

struct snapshot {
    uint32_t r[8]; // r4 to r11
    uint32_t r12;
    uint32_t lr;
    uint32_t sp_before;
    uint32_t sp_after;
    uint32_t control;
    uint32_t result[2]; // r0 of both calls.
};

// Command 1 with clocks, some instructions, Command 0: with PATTERN + n in register n.
static __attribute__((naked)) void shoot(__attribute__((unused)) uint32_t clocks,
                                         __attribute__((unused)) struct snapshot *after) {
    __asm__ volatile("mov   r2, sp             \n"
                     "str   r2, [r1, #40]      \n"
                     "push  {r1, r4-r11, lr}   \n"
                     "mov   r2, r0             \n"
                     "ldr   r0, =0xF0000       \n"
                     "movs  r1, #1             \n"
                     "ldr   r4, =0x5EC0DE04    \n"
                     "add.w r5, r4, #1         \n"
                     "add.w r6, r4, #2         \n"
                     "add.w r7, r4, #3         \n"
                     "add.w r8, r4, #4         \n"
                     "add.w r9, r4, #5         \n"
                     "add.w r10, r4, #6        \n"
                     "add.w r11, r4, #7        \n"
                     "add.w r12, r4, #8        \n"
                     "add.w lr, r4, #10        \n"
                     "svc   2                  \n"
                     "push  {r0}               \n"
                     "ldr   r0, =0xF0000       \n"
                     "movs  r1, #0             \n"
                     "svc   2                  \n"
                     "pop   {r1}               \n"
                     "ldr   r2, [sp]           \n"
                     "stm   r2!, {r4-r12, lr}  \n"
                     "mov   r3, sp             \n"
                     "add   r3, #40            \n"
                     "str   r3, [r2, #4]       \n"
                     "mrs   r3, control        \n"
                     "str   r3, [r2, #8]       \n"
                     "str   r1, [r2, #12]      \n"
                     "str   r0, [r2, #16]      \n"
                     "pop   {r1, r4-r11, lr}   \n"
                     "bx    lr                 \n"
                     ".ltorg                   \n");
}

static const char *wrong(const struct snapshot *after) {
    for (uint32_t i = 0; i < 8; i++) {
        if (after->r[i] != PATTERN + 4 + i) {
            return "one of r4 to r11";
        }
    }
    if (after->r12 != PATTERN + 12 || after->lr != PATTERN + 14) {
        return "r12 or lr";
    }
    if (after->sp_after != after->sp_before) {
        return "the stack pointer";
    }
    if (after->control != 3) {
        return "CONTROL";
    }
    return after->result[0] == 128 && after->result[1] == 128 ? NULL : "a result";
}

int main(void) {
    for (uint32_t clocks = FIRST; clocks < LAST; clocks++) {
        struct snapshot after;
        shoot(clocks, &after);
        const char *what = wrong(&after);
        if (what != NULL) {
            printf("sweep: ESCAPED: %s changed at %lu clocks\n", what, (unsigned long)clocks);
            return 1;
        }
    }
    struct registers counts = raw_command(DRIVER, 2, 0, 0);
    printf("sweep: interrupted before %lu of %lu instructions of the switch\n",
           (unsigned long)counts.r[2], (unsigned long)counts.r[1]);
    for (uint32_t i = 0; i < counts.r[1] - counts.r[2]; i++) {
        printf("sweep: missed 0x%08lx\n", (unsigned long)raw_command(DRIVER, 3, i, 0).r[1]);
    }
    printf("sweep: %s\n", counts.r[1] > 10 && counts.r[1] == counts.r[2] ? "held" : "not all");
    return 0;
}
