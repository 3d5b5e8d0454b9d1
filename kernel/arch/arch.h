// SPDX-License-Identifier: Apache-2.0 OR MIT
// What the kernel needs of a processor architecture: running a process until something happens, and
// reaching into its saved registers. One architecture is linked into an image
// (kernel/arch/cortex_m); host tests link a fake one. Privileged: visible to the kernel's core
// alone.
#pragma once

#include <stddef.h>
#include <stdint.h>

#include "kernel/format.h"

// A process's saved registers. Its size and content are the architecture's; the kernel allocates
// arch_context_size bytes, 8-byte aligned, in the kernel's part of the process's memory.
struct arch_context;
extern const size_t arch_context_size;

// Bytes [start, end) of RAM that the process may write: what its stack must lie in.
struct arch_stack_limits {
    uintptr_t start;
    uintptr_t end;
};

// A function call to make in the process: its entry point or an upcall.
struct arch_call {
    uint32_t function; // Address; on Cortex-M with or without the Thumb bit.
    uint32_t argument[4];
};

enum arch_switch_reason : uint32_t {
    ARCH_SWITCH_SYSCALL,   // A system call, described in *call.
    ARCH_SWITCH_INTERRUPT, // An interrupt (the time slice's end, too): resume it later where it
                           // was.
    ARCH_SWITCH_FAULT,     // A fault: its registers are as they were; see arch_print_fault().
};

// A system call as the process made it: TRD 104, section 3.1.
struct arch_syscall {
    uint32_t class_number; // 0 yield .. 7 userspace-readable allow; more: no such class.
    uint32_t argument[4];  // r0-r3 (a0-a3).
};

// Makes a context for a process that has never run: everything zero, stack empty at limits.end.
void arch_context_init(struct arch_context *context, struct arch_stack_limits limits);

// Runs the process until it makes a system call, faults or is interrupted. Its protection regions
// must be in force (kernel/arch/mpu.h). Returns the reason; *call is set for ARCH_SWITCH_SYSCALL
// only. Afterwards its saved stack lies within limits, or is marked as lost and the reason is
// ARCH_SWITCH_FAULT; a process whose saved stack is lost is not run, with the same reason.
enum arch_switch_reason arch_switch_to_process(struct arch_context *context,
                                               struct arch_stack_limits limits,
                                               struct arch_syscall *call);

// The process's RAM has become smaller: its saved stack is lost if it is not within limits.
void arch_limit_stack(struct arch_context *context, struct arch_stack_limits limits);

// Sets the first count (1 to 4) of the registers that a system call returns in; the others keep
// what the process had in them, as on Tock: its userspace counts on that. False if the saved stack
// is lost (the process must fault).
bool arch_set_return(struct arch_context *context, const uint32_t *value, uint32_t count);

// Makes the process continue with call, as a function called from where it is now: when the
// function returns, the process goes on after the system call it made (Yield). False if its stack
// is lost, or never had room for a call.
bool arch_push_call(struct arch_context *context, const struct arch_call *call);

// For code of the image that runs as a process does (kernel/job): gives the processor back, as a
// system call with result as its argument 0.
[[noreturn]] void arch_leave(uint32_t result);

// The process's stack pointer, for reports and the debug memops.
uintptr_t arch_stack_pointer(const struct arch_context *context);

// Writes the process's registers, and what the processor says about the last fault, decoded into
// words.
void arch_print_context(const struct arch_context *context, struct writer *writer);
void arch_print_fault(const struct arch_context *context, struct writer *writer);

// Interrupts. The main loop asks for pending ones, and sleeps when there are none; between the
// last look and the sleep nothing can be missed.
bool arch_interrupt_pending(void);
// Sleeps until an interrupt is pending (WFI); returns at once if one is.
void arch_wait_for_interrupt(void);

// Stops everything for good: a panic's last step when the board gives none.
[[noreturn]] void arch_halt(void);
