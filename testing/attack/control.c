// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// Instructions that only privileged code may use, and the processor's special registers. Most are
// ignored in unprivileged code (DDI 0403, B5.2): then nothing must have changed.

#include "testing/attack/attack.h"
#include "testing/conformance/raw_syscall.h"

static const char *still_unprivileged(void) {
    return (control() & 1) == 1 ? HELD : "thread mode is privileged";
}

ATTACK(write_control) {
    __asm__ volatile("msr control, %0 \n isb" : : "r"(0));
    return still_unprivileged();
}

ATTACK(write_control_and_read) {
    __asm__ volatile("msr control, %0 \n isb" : : "r"(2));
    peek(KERNEL_RAM);
    return "read the kernel's RAM";
}

ATTACK(write_stack_pointers) {
    uint32_t before;
    uint32_t after;
    __asm__ volatile("mov %0, sp     \n"
                     "msr msp, %2    \n"
                     "msr psp, %2    \n"
                     "mov %1, sp     \n"
                     : "=&r"(before), "=&r"(after)
                     : "r"(KERNEL_RAM + 0x800));
    return before == after ? HELD : "changed its stack pointer";
}

ATTACK(read_masks) {
    uint32_t sum;
    uint32_t value;
    __asm__ volatile("msr primask, %2   \n"
                     "msr basepri, %2   \n"
                     "msr faultmask, %2 \n"
                     "mrs %0, primask   \n"
                     "mrs %1, basepri   \n"
                     "add %0, %1        \n"
                     "mrs %1, faultmask \n"
                     "add %0, %1        \n"
                     "mrs %1, msp       \n" // Reads as 0.
                     "add %0, %1        \n"
                     "mrs %1, ipsr      \n"
                     "add %0, %1        \n"
                     : "=&r"(sum), "=&r"(value)
                     : "r"(1));
    return sum == 0 ? HELD : "a mask register shows";
}

// The witness must still get its share.
ATTACK(masked_loop) {
    say("loops for ever");
    __asm__ volatile("cpsid i            \n"
                     "cpsid f            \n"
                     "msr   primask, %0  \n"
                     "msr   basepri, %0  \n"
                     "1: b  1b           \n"
                     :
                     : "r"(1));
    return "the loop ended";
}

ATTACK(endless_loop) {
    say("loops for ever");
    __asm__ volatile("b .");
    return "the loop ended";
}

ATTACK(sleep_instructions) {
    uint32_t end = now() + SECOND;
    while ((int32_t)(end - now()) > 0) {
        __asm__ volatile("wfi \n wfe \n sev \n wfe \n yield \n dsb \n isb");
    }
    return still_unprivileged();
}

// Each value that means "return from an exception" in handler mode is a plain address here.
ATTACK(exception_return_handler) {
    jump(0xFFFFFFF1);
    return "returned from an exception";
}

// Known bug 12.
ATTACK(exception_return_main) {
    jump(0xFFFFFFF9);
    return "returned from an exception";
}

ATTACK(exception_return_process) {
    jump(0xFFFFFFFD);
    return "returned from an exception";
}

ATTACK(exception_return_pop) {
    __asm__ volatile("push {%0} \n pop {pc}" : : "r"(0xFFFFFFF9));
    return "returned from an exception";
}

// Classes that do not exist fail, and nothing else happens.
ATTACK(unknown_classes) {
    struct registers eight = raw_class_8(1, 2, 3, 4);
    struct registers last = raw_class_255(KERNEL_RAM, UINT32_MAX, 0, 0);
    bool held = eight.r[0] == FAILURE && eight.r[1] == ERROR_NOSUPPORT && last.r[0] == FAILURE &&
                last.r[1] == ERROR_NOSUPPORT;
    return held ? still_unprivileged() : "an unknown class of system call did something";
}

// Exceptions at every point of the switch: system calls, alarms and ends of slices in all phases to
// each other. At no point may the process find itself privileged. Known bugs 9, 12 and 13.
ATTACK(phases) {
    uint32_t end = now() + 3 * SECOND / 2;
    for (uint32_t phase = 0; (int32_t)(end - now()) > 0; phase = (phase + 1) % 97) {
        raw_command(ALARM, 5, 1, 0);
        for (uint32_t i = 0; i < phase; i++) {
            __asm__ volatile("nop");
        }
        for (uint32_t i = 0; i < 40; i++) {
            raw_command(CONSOLE, 0, 0, 0);
            if (still_unprivileged() != HELD) {
                return still_unprivileged();
            }
        }
        raw_yield(0, 0, 0, 0);
    }
    return still_unprivileged();
}

// After all of that, the protection is still there.
// Known bug 9.
ATTACK(phases_then_read) {
    uint32_t end = now() + SECOND;
    while ((int32_t)(end - now()) > 0) {
        raw_command(ALARM, 5, 1, 0);
        raw_command(RNG, 1, 4, 0);
        raw_yield(0, 0, 0, 0);
        __asm__ volatile("msr control, %0" : : "r"(0));
    }
    peek(KERNEL_RAM + 4);
    return "read the kernel's RAM";
}
