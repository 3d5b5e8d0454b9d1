// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "testing/conformance/raw_syscall.h"

// As a function that returns 16 bytes is called (AAPCS, 6.5): r0 is where to put them, r1 to r3 and
// the first word of the stack are the arguments. An upcall may run at the svc: then all that a call
// may change is lost, and the result is r0 to r3 as the upcall left them.
#define RAW_SYSCALL(name, class)                                                                   \
    __attribute__((naked)) struct registers name(                                                  \
        __attribute__((unused)) uint32_t r0, __attribute__((unused)) uint32_t r1,                  \
        __attribute__((unused)) uint32_t r2, __attribute__((unused)) uint32_t r3) {                \
        __asm__ volatile("push {r4, lr}    \n"                                                     \
                         "mov  r4, r0      \n"                                                     \
                         "mov  r0, r1      \n"                                                     \
                         "mov  r1, r2      \n"                                                     \
                         "mov  r2, r3      \n"                                                     \
                         "ldr  r3, [sp, #8]\n"                                                     \
                         "svc  " #class "  \n"                                                     \
                         "stm  r4, {r0-r3} \n"                                                     \
                         "mov  r0, r4      \n"                                                     \
                         "pop  {r4, pc}    \n");                                                   \
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
