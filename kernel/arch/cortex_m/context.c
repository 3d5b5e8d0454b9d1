// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "kernel/arch/cortex_m/context.h"

#include "kernel/arch/arch.h"
#include "kernel/arch/cortex_m/cpu.h"
#include "kernel/arch/cortex_m/exception.h"
#include "kernel/arch/cortex_m/nvic.h"
#include "kernel/arch/cortex_m/scs.h"

const size_t arch_context_size = sizeof(struct arch_context);

// Whether the whole frame lies within the RAM that the process itself may write, and is aligned as
// the processor aligns it.
static bool frame_fits(uint32_t address, struct arch_stack_limits limits) {
    size_t room = limits.end - limits.start;
    return address % 8 == 0 && room >= sizeof(struct exception_frame) &&
           address - limits.start <= room - sizeof(struct exception_frame);
}

// UNSAFE: a process's stack pointer becomes a pointer of the kernel's. It is one here only, and
// whoever sets it (keep_frame(), arch_push_call()) has looked where its frame lies.
struct exception_frame *context_frame(const struct arch_context *context) {
    if ((context->stack_pointer & CONTEXT_NO_FRAME) != 0) {
        return nullptr;
    }
    return (struct exception_frame *)(uintptr_t)context->stack_pointer;
}

// The frame that the processor has saved, or null: then it is lost.
static struct exception_frame *keep_frame(struct arch_context *context,
                                          struct arch_stack_limits limits) {
    if (!frame_fits(context->stack_pointer, limits)) {
        context->stack_pointer = (context->stack_pointer & ~3u) | CONTEXT_NO_FRAME;
        return nullptr;
    }
    return (struct exception_frame *)(uintptr_t)context->stack_pointer;
}

void arch_context_init(struct arch_context *context, struct arch_stack_limits limits) {
    uint32_t top = (uint32_t)limits.end & ~7u;
    uint32_t stack = CONTEXT_NO_FRAME;
    if (frame_fits(top - (uint32_t)sizeof(struct exception_frame), limits)) {
        stack |= CONTEXT_FRESH;
    }
    *context = (struct arch_context){.stack_pointer = top | stack};
}

void arch_limit_stack(struct arch_context *context, struct arch_stack_limits limits) {
    (void)keep_frame(context, limits);
}

// Notes what the processor says about a fault, and has it forget.
static enum arch_switch_reason fault(struct arch_context *context,
                                     struct arch_stack_limits limits) {
    uint32_t status = scs.cfsr;
    context->fault_address = (status & SCS_CFSR_MMARVALID) != 0 ? scs.mmfar : scs.bfar;
    context->fault_status = status | (scs.hfsr & (SCS_HFSR_FORCED | SCS_HFSR_DEBUGEVT));
    scs.cfsr = UINT32_MAX;
    scs.hfsr = UINT32_MAX;
    // A stack that the processor could not use holds no frame.
    const struct exception_frame *frame = keep_frame(context, limits);
    if ((status & (SCS_CFSR_MSTKERR | SCS_CFSR_STKERR)) != 0) {
        context->stack_pointer |= CONTEXT_NO_FRAME;
        frame = nullptr;
    }
    // What the process asked for, or did wrong, on the way must not reach the kernel as if another
    // process had.
    scs.shcsr &= ~(SCS_SHCSR_SVCALLPENDED | SCS_SHCSR_MEMFAULTPENDED | SCS_SHCSR_BUSFAULTPENDED |
                   SCS_SHCSR_USGFAULTPENDED);
    if (frame != nullptr) {
        context->fault_pc = frame->pc;
        context->fault_status |= CONTEXT_FAULT_PC;
    }
    return ARCH_SWITCH_FAULT;
}

// A fault that is found here, before the processor can.
static enum arch_switch_reason saved_state_fault(struct arch_context *context, uint32_t status) {
    context->fault_status = status;
    return ARCH_SWITCH_FAULT;
}

static enum arch_switch_reason syscall(const struct exception_frame *frame,
                                       struct arch_syscall *call) {
    // The class is the low byte of the svc instruction before pc. The process could fetch it, and
    // has not run since: so it can be read with the process's rights, and is with no others.
    call->class_number = cpu_load_unprivileged(frame->pc - 2);
    __builtin_memcpy(call->argument, frame->r0_r3, sizeof(call->argument));
    return ARCH_SWITCH_SYSCALL;
}

enum arch_switch_reason arch_switch_to_process(struct arch_context *context,
                                               struct arch_stack_limits limits,
                                               struct arch_syscall *call) {
    const struct exception_frame *frame = context_frame(context);
    if (frame == nullptr) {
        return saved_state_fault(context, CONTEXT_FAULT_STACK);
    }
    // The frame is in memory that the process may have had a driver write to. A processor refuses
    // such a return, but QEMU 7.2 then stacks to the wrong stack.
    if ((frame->xpsr & XPSR_EXCEPTION) != 0) {
        return saved_state_fault(context, SCS_CFSR_INVPC);
    }
    uint32_t exception = cpu_switch(context);
    if (exception == EXCEPTION_SVCALL) {
        frame = keep_frame(context, limits);
        return frame != nullptr ? syscall(frame, call)
                                : saved_state_fault(context, CONTEXT_FAULT_STACK);
    }
    if (exception == EXCEPTION_PENDSV) {
        // What asked for this is still to be looked for: see nvic_next_pending().
        scs.icsr = SCS_ICSR_PENDSVSET;
        // A process's HardFault comes this way, too.
        if (scs.hfsr == 0) {
            return keep_frame(context, limits) != nullptr
                       ? ARCH_SWITCH_INTERRUPT
                       : saved_state_fault(context, CONTEXT_FAULT_STACK);
        }
    }
    return fault(context, limits);
}

bool arch_set_return(struct arch_context *context, const uint32_t *value, uint32_t count) {
    struct exception_frame *frame = context_frame(context);
    if (frame == nullptr) {
        return false;
    }
    for (uint32_t i = 0; i < count; i++) {
        frame->r0_r3[i] = value[i];
    }
    return true;
}

// A process that has made a system call goes on after it when the function returns: its frame is
// used for the function, with where it was in lr. (Yield's caller expects r0-r3, r12, lr and flags
// to be lost.) One that never ran gets its first frame; returning from that function faults.
bool arch_push_call(struct arch_context *context, const struct arch_call *call) {
    struct exception_frame *frame = context_frame(context);
    uint32_t link = 0;
    uint32_t aligned = 0;
    if (frame != nullptr) {
        link = frame->pc | 1;
        aligned = frame->xpsr & XPSR_ALIGN;
    } else if ((context->stack_pointer & CONTEXT_FRESH) != 0) {
        // UNSAFE: arch_context_init() has seen that there is room.
        frame = (struct exception_frame *)(uintptr_t)(context->stack_pointer & ~7u) - 1;
    } else {
        return false;
    }
    __builtin_memcpy(frame->r0_r3, call->argument, sizeof(frame->r0_r3));
    frame->r12 = 0;
    frame->lr = link;
    frame->pc = call->function & ~1u;
    frame->xpsr = XPSR_THUMB | aligned;
    context->stack_pointer = (uint32_t)(uintptr_t)frame;
    return true;
}

uintptr_t arch_stack_pointer(const struct arch_context *context) {
    if ((context->stack_pointer & CONTEXT_NO_FRAME) != 0) {
        return context->stack_pointer & ~3u;
    }
    return context->stack_pointer + sizeof(struct exception_frame);
}

bool arch_interrupt_pending(void) {
    return nvic_next_pending() != NVIC_NONE;
}

// With interrupts off, one that comes between the last look and WFI wakes it all the same, and its
// handler runs right after.
void arch_wait_for_interrupt(void) {
    cpu_interrupts_off();
    if (!arch_interrupt_pending()) {
        cpu_sleep();
    }
    cpu_interrupts_on();
}

void arch_halt(void) {
    cpu_interrupts_off();
    while (true) {
        cpu_sleep();
    }
}
