// SPDX-License-Identifier: Apache-2.0 OR MIT
// A process's saved state: what the processor has not stacked in the process's own memory.
#pragma once

#include <stddef.h>
#include <stdint.h>

struct arch_context {
    uint32_t registers[8];  // r4-r11. switch.S knows this layout, and the next.
    uint32_t stack_pointer; // The process's: its frame lies there, within its RAM; or else see
                            // context_stack.
    uint32_t
        fault_status; // The last fault: CFSR, with context_fault bits where it has none. 0: none.
    uint32_t fault_address; // What MMFAR or BFAR said, if fault_status has it valid.
    uint32_t fault_pc;      // Where, if fault_status has CONTEXT_FAULT_PC.
};

static_assert(offsetof(struct arch_context, registers) == 0, "switch.S");
static_assert(offsetof(struct arch_context, stack_pointer) == 32, "switch.S");

// In stack_pointer, which is a multiple of 8 in a context that has a frame. No process can set these
// bits: a stack pointer is a multiple of 4 (DDI 0403, B1.4.1).
enum context_stack : uint32_t {
    CONTEXT_NO_FRAME = 1, // There is none: it is lost, or
    CONTEXT_FRESH = 2,    // the process has not run yet, and its stack is empty.
};

enum context_fault : uint32_t {
    CONTEXT_FAULT_PC = 1u << 29,
    CONTEXT_FAULT_STACK = 1u << 28, // Its stack pointer is outside its memory.
    // And as in HFSR: SCS_HFSR_FORCED (30), SCS_HFSR_DEBUGEVT (31).
};

struct exception_frame;

// The frame that the process's saved registers continue in; null if it has none.
struct exception_frame *context_frame(const struct arch_context *context);
