// SPDX-License-Identifier: Apache-2.0 OR MIT
// The few instructions that C cannot say. On the target they are in cpu.c and switch.S; host tests
// bring their own.
#pragma once

#include <stdint.h>

struct arch_context;

// Completes all memory accesses before anything that follows (DSB), and lets what follows see their
// effect (ISB).
void cpu_barrier(void);

void cpu_interrupts_off(void); // PRIMASK; faults still come.
void cpu_interrupts_on(void);
void cpu_sleep(void);         // WFI: wakes by any enabled interrupt, also with interrupts off.
uint32_t cpu_exception(void); // The number of the exception that is being handled (IPSR).

// Stores 8, or 6, words to registers that take them one by one in ascending order.
void cpu_store_8(volatile void *registers, const void *words);
void cpu_store_6(volatile void *registers, const void *words);

// The byte at address as the process may read it (LDRBT). A fault in it is the kernel's.
uint32_t cpu_load_unprivileged(uint32_t address);

// Runs a process until an exception takes it back. context->registers and context->stack_pointer
// are loaded before and stored after. Returns the number of that exception: see switch.S.
uint32_t cpu_switch(struct arch_context *context);
