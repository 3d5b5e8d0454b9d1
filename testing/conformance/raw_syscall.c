// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "testing/conformance/raw_syscall.h"

// The system call with r[0] to r[3], which then hold what it returned. An upcall may run at the
// svc: then all that a call may change is lost, and r is r0 to r3 as the upcall left them.
#define RAW_SYSCALL(name, class)                                                                   \
    static __attribute__((naked)) void class_##class(__attribute__((unused)) uint32_t *r) {        \
        __asm__ volatile("push {r4, lr}    \n"                                                     \
                         "mov  r4, r0      \n"                                                     \
                         "ldm  r4, {r0-r3} \n"                                                     \
                         "svc  " #class "  \n"                                                     \
                                        "stm  r4, {r0-r3} \n"                                      \
                                        "pop  {r4, pc}    \n");                                    \
    }                                                                                              \
    struct registers name(uint32_t r0, uint32_t r1, uint32_t r2, uint32_t r3) {                    \
        struct registers registers = {{r0, r1, r2, r3}};                                           \
        class_##class(registers.r);                                                                \
        __asm__ volatile("" : : : "memory");                                                       \
        return registers;                                                                          \
    }

RAW_SYSCALL(raw_yield, 0)
RAW_SYSCALL(raw_subscribe, 1)
RAW_SYSCALL(raw_command, 2)
RAW_SYSCALL(raw_allow_readwrite, 3)
RAW_SYSCALL(raw_allow_readonly, 4)
RAW_SYSCALL(raw_memop, 5)
RAW_SYSCALL(raw_exit, 6)
RAW_SYSCALL(raw_allow_readable, 7)
RAW_SYSCALL(raw_class_8, 8)
RAW_SYSCALL(raw_class_255, 255)
