// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// Runs beside the attacks and finds out if anything of its own changed: its registers across system
// calls and across preemption, its memory, its flash, and that it stays unprivileged. Prints
// `witness: N ok` for each round. Known bugs 10, 11 and 29.

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "libtock-sync/services/alarm.h"
#include "libtock/tock.h"

enum {
    PATTERN = 0x5EC0DE00,
    FLAGS = 0xF8000000, // All of APSR's that this core has.
    TURNS = 150000,     // Of the loop with all registers in use: about 10 ms.
};

struct snapshot {
    uint32_t r[13]; // r0 to r12
    uint32_t lr;
    uint32_t sp;
    uint32_t flags;
};

// Both load r2 to r12 and lr with PATTERN + their number, r0 with the argument, and the flags with
// FLAGS; then do what they are there for, and store all registers to *after. Returns the stack
// pointer before.

#define LOAD_REGISTERS                                                                             \
    "push  {r1, r4-r11, lr}   \n"                                                                  \
    "mov   r1, #0xF8000000    \n"                                                                  \
    "msr   apsr_nzcvq, r1     \n"                                                                  \
    "ldr.w r2, =0x5EC0DE02    \n"                                                                  \
    "add.w r3, r2, #1         \n"                                                                  \
    "add.w r4, r2, #2         \n"                                                                  \
    "add.w r5, r2, #3         \n"                                                                  \
    "add.w r6, r2, #4         \n"                                                                  \
    "add.w r7, r2, #5         \n"                                                                  \
    "add.w r8, r2, #6         \n"                                                                  \
    "add.w r9, r2, #7         \n"                                                                  \
    "add.w r10, r2, #8        \n"                                                                  \
    "add.w r11, r2, #9        \n"                                                                  \
    "add.w r12, r2, #10       \n"                                                                  \
    "add.w lr, r2, #12        \n"                                                                  \
    "mov.w r1, #0             \n"

#define STORE_REGISTERS                                                                            \
    "push  {r0}               \n"                                                                  \
    "ldr.w r0, [sp, #4]       \n"                                                                  \
    "add.w r0, r0, #4         \n"                                                                  \
    "stm.w r0, {r1-r12, lr}   \n"                                                                  \
    "mrs   r1, apsr           \n"                                                                  \
    "str.w r1, [r0, #56]      \n"                                                                  \
    "pop   {r1}               \n"                                                                  \
    "str.w r1, [r0, #-4]      \n"                                                                  \
    "mov.w r1, sp             \n"                                                                  \
    "str.w r1, [r0, #52]      \n"                                                                  \
    "pop   {r1, r4-r11, lr}   \n"                                                                  \
    "mov.w r0, sp             \n"                                                                  \
    "bx    lr                 \n"                                                                  \
    ".ltorg                   \n"

// Counts r0 down to 0 and r1 up by as much, with no register left that would not show a change.
static __attribute__((naked)) uint32_t spin(__attribute__((unused)) uint32_t turns,
                                            __attribute__((unused)) struct snapshot *after) {
    __asm__ volatile(LOAD_REGISTERS "1: cbz   r0, 2f          \n"
                                    "   sub.w r0, r0, #1      \n"
                                    "   add.w r1, r1, #1      \n"
                                    "   b     1b              \n"
                                    "2:                       \n" STORE_REGISTERS);
}

// A system call: Command 0 of a driver that nobody has. It fails with NODEVICE.
static __attribute__((naked)) uint32_t call(__attribute__((unused)) uint32_t driver,
                                            __attribute__((unused)) struct snapshot *after) {
    __asm__ volatile(LOAD_REGISTERS "svc   #2                 \n" STORE_REGISTERS);
}

static void wrong(const char *what, uint32_t number, uint32_t value) {
    printf("witness: FAILED: %s %lu is 0x%08lx\n", what, (unsigned long)number,
           (unsigned long)value);
    exit(1);
}

// r[first] to r[12] and lr hold what they were loaded with; so do flags and stack pointer.
static void check_registers(const struct snapshot *after, uint32_t first, uint32_t stack) {
    for (uint32_t i = first; i < 13; i++) {
        if (after->r[i] != PATTERN + i) {
            wrong("register", i, after->r[i]);
        }
    }
    if (after->lr != PATTERN + 14) {
        wrong("register", 14, after->lr);
    }
    if (after->flags != FLAGS) {
        wrong("register, flags,", 0, after->flags);
    }
    if (after->sp != stack - 10 * sizeof(uint32_t)) {
        wrong("register", 13, after->sp);
    }
}

static void check_spin(void) {
    struct snapshot after;
    uint32_t stack = spin(TURNS, &after);
    if (after.r[0] != 0) {
        wrong("register", 0, after.r[0]);
    }
    if (after.r[1] != TURNS) {
        wrong("register", 1, after.r[1]);
    }
    check_registers(&after, 2, stack);
}

static void check_call(void) {
    struct snapshot after;
    uint32_t stack = call(0xDEAD0000, &after);
    if (after.r[0] != TOCK_SYSCALL_FAILURE) {
        wrong("result, register", 0, after.r[0]);
    }
    if (after.r[1] != TOCK_STATUSCODE_NODEVICE) {
        wrong("result, register", 1, after.r[1]);
    }
    check_registers(&after, 4, stack);
}

// CONTROL: thread mode is unprivileged, and on the process stack.
static void check_control(void) {
    uint32_t control;
    __asm__ volatile("mrs %0, control" : "=r"(control));
    if (control != 3) {
        wrong("CONTROL, register", 0, control);
    }
}

static uint32_t initialised[64] = {[0 ... 63] = PATTERN};
static uint32_t zeroed[64];
static uint32_t *heap;

static void check_words(const char *what, const uint32_t *words, uint32_t value) {
    for (uint32_t i = 0; i < 64; i++) {
        if (words[i] != value) {
            wrong(what, i, words[i]);
        }
    }
}

// FNV-1a over the whole application, header and all.
static uint32_t flash_sum(void) {
    uint32_t sum = 2166136261;
    const uint32_t *end = tock_app_flash_ends_at();
    for (const uint32_t *word = tock_app_flash_begins_at(); word < end; word++) {
        sum = (sum ^ *word) * 16777619;
    }
    return sum;
}

int main(void) {
    uint32_t on_stack[64];
    heap = malloc(sizeof(on_stack));
    for (uint32_t i = 0; i < 64; i++) {
        on_stack[i] = heap[i] = PATTERN;
    }
    uint32_t flash = flash_sum();
    for (unsigned round = 1;; round++) {
        check_spin();
        for (uint32_t i = 0; i < 50; i++) {
            check_call();
            check_control();
        }
        check_words("data word", initialised, PATTERN);
        check_words("zeroed word", zeroed, 0);
        check_words("heap word", heap, PATTERN);
        check_words("stack word", on_stack, PATTERN);
        if (flash_sum() != flash) {
            wrong("sum of the flash,", 0, flash_sum());
        }
        printf("witness: %u ok\n", round);
        libtocksync_alarm_delay_ms(20);
    }
}
