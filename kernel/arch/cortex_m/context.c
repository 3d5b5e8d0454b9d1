// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "kernel/arch/cortex_m/context.h"

#include "kernel/arch/arch.h"
#include "kernel/arch/cortex_m/cpu.h"
#include "kernel/arch/cortex_m/exception.h"
#include "kernel/arch/cortex_m/nvic.h"
#include "kernel/arch/cortex_m/scs.h"

const size_t arch_context_size = sizeof(struct arch_context);

// Whether the whole frame lies within the RAM that the process itself may write, and is aligned as
// the processor aligns it. (RAM does not begin at 0: nothing wraps.)
[[gnu::always_inline]] static inline bool frame_fits(uint32_t address,
                                                     struct arch_stack_limits limits) {
    return address % 8 == 0 && address >= limits.start &&
           address <= limits.end - sizeof(struct exception_frame);
}

static bool has_frame(const struct arch_context *context) {
    return (context->stack_pointer & CONTEXT_NO_FRAME) == 0;
}

// UNSAFE: a process's stack pointer becomes a pointer of the kernel's. It is one only if there is a
// frame, and whoever says so (keep_frame(), arch_push_call()) has looked where it lies.
static struct exception_frame *frame_of(const struct arch_context *context) {
    return (struct exception_frame *)(uintptr_t)context->stack_pointer;
}

struct exception_frame *context_frame(const struct arch_context *context) {
    return has_frame(context) ? frame_of(context) : nullptr;
}

// The frame that the processor has saved, or null: then it is lost.
static struct exception_frame *keep_frame(struct arch_context *context,
                                          struct arch_stack_limits limits) {
    if (!frame_fits(context->stack_pointer, limits)) {
        context->stack_pointer = (context->stack_pointer & ~3u) | CONTEXT_NO_FRAME;
    }
    return context_frame(context);
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
    uint32_t status = scb.cfsr;
    context->fault_address = (status & SCS_CFSR_MMARVALID) != 0 ? scb.mmfar : scb.bfar;
    context->fault_status = status | (scb.hfsr & (SCS_HFSR_FORCED | SCS_HFSR_DEBUGEVT));
    scb.cfsr = UINT32_MAX;
    scb.hfsr = UINT32_MAX;
    // A stack that the processor could not use holds no frame.
    const struct exception_frame *frame = keep_frame(context, limits);
    if ((status & (SCS_CFSR_MSTKERR | SCS_CFSR_STKERR)) != 0) {
        context->stack_pointer |= CONTEXT_NO_FRAME;
        frame = nullptr;
    }
    // What the process asked for, or did wrong, on the way must not reach the kernel as if another
    // process had.
    scb.shcsr &= ~(SCS_SHCSR_SVCALLPENDED | SCS_SHCSR_MEMFAULTPENDED | SCS_SHCSR_BUSFAULTPENDED |
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

// Takes the process back after any other exception than a system call with a sound frame.
static enum arch_switch_reason leave(struct arch_context *context, struct arch_stack_limits limits,
                                     uint32_t exception) {
    // A process's HardFault comes as PendSV, too.
    if (exception != EXCEPTION_SVCALL && (exception != EXCEPTION_PENDSV || scb.hfsr != 0)) {
        return fault(context, limits);
    }
    if (frame_fits(context->stack_pointer, limits)) {
        return ARCH_SWITCH_INTERRUPT;
    }
    (void)keep_frame(context, limits);
    return saved_state_fault(context, CONTEXT_FAULT_STACK);
}

enum arch_switch_reason arch_switch_to_process(struct arch_context *context,
                                               struct arch_stack_limits limits,
                                               struct arch_syscall *call) {
    if (!has_frame(context)) {
        return saved_state_fault(context, CONTEXT_FAULT_STACK);
    }
    // The frame is in memory that the process may have had a driver write to. A processor refuses
    // such a return, but QEMU 7.2 then stacks to the wrong stack.
    if ((frame_of(context)->xpsr & XPSR_EXCEPTION) != 0) {
        return saved_state_fault(context, SCS_CFSR_INVPC);
    }
    uint32_t exception = cpu_switch(context);
    if (exception != EXCEPTION_SVCALL || !frame_fits(context->stack_pointer, limits)) {
        return leave(context, limits, exception);
    }
    const struct exception_frame *frame = frame_of(context);
    // The class is the low byte of the svc instruction before pc. The process could fetch it, and
    // has not run since: so it can be read with the process's rights, and is with no others.
    call->class_number = cpu_load_unprivileged(frame->pc - 2);
    __builtin_memcpy(call->argument, frame->r0_r3, sizeof(call->argument));
    return ARCH_SWITCH_SYSCALL;
}

[[gnu::always_inline]] bool arch_set_return(struct arch_context *context, const uint32_t *value,
                                            uint32_t count) {
    if (!has_frame(context)) {
        return false;
    }
    struct exception_frame *frame = frame_of(context);
    switch (count) {
    default:
        frame->r0_r3[3] = value[3];
        [[fallthrough]];
    case 3:
        frame->r0_r3[2] = value[2];
        [[fallthrough]];
    case 2:
        frame->r0_r3[1] = value[1];
        [[fallthrough]];
    case 1:
        frame->r0_r3[0] = value[0];
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
    return nvic_is_pending();
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
