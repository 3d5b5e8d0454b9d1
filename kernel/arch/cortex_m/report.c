// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "kernel/arch/cortex_m/report.h"

#include "kernel/arch/arch.h"
#include "kernel/arch/cortex_m/context.h"
#include "kernel/arch/cortex_m/cpu.h"
#include "kernel/arch/cortex_m/scs.h"
#include "kernel/container.h"
#include "kernel/panic/panic.h"

enum : uint32_t {
    UDF = 0xDE00, // The undefined instruction that a failed check is (encoding T1), ...
    UDF_MASK = 0xFF00,
};

static const struct {
    uint32_t bit;
    const char *text;
} words[] = {
    {SCS_CFSR_IACCVIOL, "instruction fetch violation"},
    {SCS_CFSR_DACCVIOL, "data access violation"},
    {SCS_CFSR_MUNSTKERR, "stack not accessible"},
    {SCS_CFSR_MSTKERR, "stack overflow"},
    {SCS_CFSR_IBUSERR, "bus error on instruction fetch"},
    {SCS_CFSR_PRECISERR, "bus error"},
    {SCS_CFSR_IMPRECISERR, "late bus error"},
    {SCS_CFSR_UNSTKERR, "bus error on the stack"},
    {SCS_CFSR_STKERR, "bus error on the stack"},
    {SCS_CFSR_UNDEFINSTR, "undefined instruction"},
    {SCS_CFSR_INVSTATE, "branch to an even address"},
    {SCS_CFSR_INVPC, "invalid saved state"},
    {SCS_CFSR_NOCP, "no coprocessor"},
    {SCS_CFSR_UNALIGNED, "unaligned access"},
    {SCS_CFSR_DIVBYZERO, "division by zero"},
    {SCS_HFSR_DEBUGEVT, "breakpoint instruction"},
    {CONTEXT_FAULT_STACK, "stack pointer outside its memory"},
};

void report_fault(struct writer *writer, uint32_t status, uint32_t address) {
    const char *separator = "";
    for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
        if ((status & words[i].bit) != 0) {
            write_string(writer, separator);
            write_string(writer, words[i].text);
            separator = ", ";
        }
    }
    if (*separator == '\0') {
        // A HardFault that no other fault led to. (QEMU does not set DEBUGEVT.)
        write_string(writer,
                     (status & SCS_HFSR_FORCED) != 0 ? "breakpoint instruction" : "no fault");
    }
    if ((status & (SCS_CFSR_MMARVALID | SCS_CFSR_BFARVALID)) != 0) {
        write_string(writer, " at address ");
        write_hex32(writer, address);
    }
}

static void report_register(struct writer *writer, const char *name, uint32_t value) {
    write_string(writer, name);
    write_hex32(writer, value);
}

static void end_line(struct writer *writer) {
    write_string(writer, "\r\n");
}

void report_frame(struct writer *writer, const struct exception_frame *frame) {
    report_register(writer, "  r0 ", frame->r0_r3[0]);
    report_register(writer, "  r1 ", frame->r0_r3[1]);
    report_register(writer, "  r2 ", frame->r0_r3[2]);
    report_register(writer, "  r3 ", frame->r0_r3[3]);
    end_line(writer);
    report_register(writer, " r12 ", frame->r12);
    report_register(writer, "  lr ", frame->lr);
    report_register(writer, "  pc ", frame->pc);
    report_register(writer, " psr ", frame->xpsr);
    end_line(writer);
}

void arch_print_fault(const struct arch_context *context, struct writer *writer) {
    report_fault(writer, context->fault_status, context->fault_address);
    if ((context->fault_status & CONTEXT_FAULT_PC) != 0) {
        report_register(writer, ", pc ", context->fault_pc);
    }
}

void arch_print_context(const struct arch_context *context, struct arch_stack_limits limits,
                        struct writer *writer) {
    for (uint32_t i = 0; i < 8; i++) {
        write_string(writer, i < 6 ? "  r" : " r");
        write_u32(writer, i + 4);
        report_register(writer, " ", context->registers[i]);
        if (i % 4 == 3) {
            end_line(writer);
        }
    }
    report_register(writer, "  sp ", (uint32_t)arch_stack_pointer(context));
    end_line(writer);
    const struct exception_frame *frame = context_frame(context, limits);
    if (frame == nullptr) {
        write_string(writer, "  (no saved registers within its memory)\r\n");
    } else {
        report_frame(writer, frame);
    }
}

struct kernel_fault {
    struct panic_fault panic;
    const struct exception_frame *frame;
    uint32_t status;
    uint32_t address;
    uint32_t exception;
};

static void print(const struct panic_fault *panic, struct writer *writer) {
    const struct kernel_fault *fault =
        container_of((struct panic_fault *)panic, struct kernel_fault, panic);
    if (fault->exception > EXCEPTION_USAGE_FAULT || fault->exception == EXCEPTION_NMI) {
        report_register(writer, "  exception number ", fault->exception);
    } else {
        write_string(writer, "  ");
        report_fault(writer, fault->status, fault->address);
    }
    end_line(writer);
    if (fault->frame != nullptr) {
        report_frame(writer, fault->frame);
    }
}

// UNSAFE: pc is made a pointer. The instruction there was fetched and found undefined, so it can be
// read.
static bool is_trap(const struct kernel_fault *fault) {
    return fault->frame != nullptr && (fault->status & SCS_CFSR_UNDEFINSTR) != 0 &&
           (*(const volatile uint16_t *)(uintptr_t)fault->frame->pc & UDF_MASK) == UDF;
}

static const char *cause_of(const struct kernel_fault *fault) {
    if (fault->exception > EXCEPTION_USAGE_FAULT || fault->exception == EXCEPTION_NMI) {
        return "unexpected exception";
    }
    if (fault->frame == nullptr) {
        return "kernel stack overflow";
    }
    return is_trap(fault) ? "kernel trap: a check failed" : "kernel fault";
}

void kernel_fault_report(const struct exception_frame *frame) {
    uint32_t status = scs.cfsr;
    struct kernel_fault fault = {
        .panic = {.print = print, .program_counter = frame == nullptr ? 0 : frame->pc},
        .frame = frame,
        .status = status | (scs.hfsr & (SCS_HFSR_FORCED | SCS_HFSR_DEBUGEVT)),
        .address = (status & SCS_CFSR_MMARVALID) != 0 ? scs.mmfar : scs.bfar,
        .exception = cpu_exception(),
    };
    fault.panic.cause = cause_of(&fault);
    panic_from_fault(&fault.panic);
}
