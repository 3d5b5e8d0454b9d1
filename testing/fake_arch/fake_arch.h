// SPDX-License-Identifier: Apache-2.0 OR MIT
// An architecture for host tests: kernel/arch/arch.h without a processor.
//
// Process memory and flash are mapped below 4 GiB, so that addresses fit a process's 32-bit values.
// A process's saved registers are plain fields that a test reads; "running" one is a call of a
// function that the test sets. Protection is fake_mpu.h's, or a real driver's.
#pragma once

#include "kernel/arch/arch.h"
#include "kernel/arch/mpu.h"

enum {
    FAKE_ARCH_RAM_SIZE = 0x10000,
    FAKE_ARCH_FLASH_SIZE = 0x10000,
    FAKE_ARCH_FRAME = 32, // Bytes that a system call or an upcall needs on the stack.
    FAKE_ARCH_REGIONS = 6,
};

struct arch_context {
    uintptr_t stack_pointer;
    bool lost;               // It is not where it must be.
    uint32_t returned[4];    // By the last arch_set_return(); 0 where it left a register alone.
    uint32_t returned_count; // How many it set.
    uint32_t returns;        // How many there were.
    struct arch_call called; // By the last arch_push_call().
    uint32_t calls;          // How many there were.
    uint32_t switches;       // How often it ran.
    uint32_t inits;          // How often it was made afresh.
};

struct fake_arch {
    bool has_no_mpu;    // Set by a test: mpu_init() fails.
    uint32_t mpu_inits; // Calls of mpu_init().
    // What a process does when it runs; null: it makes a Yield-Wait.
    enum arch_switch_reason (*run)(struct arch_context *context, struct arch_syscall *call);
    size_t granule;                   // Of protection: a power of two; 32 after a reset.
    bool refuse_flash;                // mpu_add_region() fails.
    const struct mpu_config *applied; // Null: none.
    bool applied_is_stale;            // It was changed after it was applied.
    bool interrupt_pending;
    uint32_t waits; // Calls of arch_wait_for_interrupt().
    uint32_t halts; // Calls of arch_halt(), which then throws the test out by abort().
};

extern struct fake_arch fake_arch;

// Forgets everything, and fills RAM with 0xa5.
void fake_arch_reset(void);

uint8_t *fake_arch_ram(void);
uint8_t *fake_arch_flash(void);
