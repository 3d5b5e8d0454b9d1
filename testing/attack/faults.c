// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// Every kind of instruction that faults.

#include "testing/attack/attack.h"

static const char went_on[] = "the instruction did not fault";

#define FAULTING(label, ...)                                                                       \
    ATTACK(label) {                                                                                \
        __asm__ volatile(__VA_ARGS__);                                                             \
        return went_on;                                                                            \
    }

// Known bug 11.
FAULTING(undefined_16, "udf #0")
FAULTING(undefined_32, "udf.w #0")
// Known bug 11.
FAULTING(breakpoint, "bkpt #0")
FAULTING(semihosting, "movs r0, #0x18 \n bkpt #0xAB" : : : "r0")
FAULTING(divide_by_zero, "udiv r0, %0, %1" : : "r"(1), "r"(0) : "r0")
FAULTING(coprocessor, "mcr p7, 0, r0, c0, c0, 0")
FAULTING(floating_point, ".inst.w 0xEE000A10") // vmov s0, r0
FAULTING(hypervisor_call, ".inst.w 0xF7E08000")
FAULTING(secure_monitor_call, ".inst.w 0xF7F08000")
FAULTING(even_address, "bx %0" : : "r"(flash_start()))
FAULTING(unaligned_double, "ldrd r0, r1, [%0]" : : "r"(flash_start() + 1) : "r0", "r1")
FAULTING(unaligned_multiple, "ldm %0, {r0, r1}" : : "r"(flash_start() + 2) : "r0", "r1")
FAULTING(unaligned_exclusive, "ldrex r0, [%0]" : : "r"(flash_start() + 1) : "r0")
FAULTING(run_unaligned_top, "bx %0" : : "r"(0xFFFFFFFF))
FAULTING(table_branch, "tbb [%0, %1]" : : "r"(0x20000000), "r"(0))
FAULTING(load_pc, "ldr pc, [%0]" : : "r"(0x20000000))

// Returns from the function that the kernel called first.
FAULTING(return_from_start, "mov lr, %0 \n bx lr" : : "r"(0))
