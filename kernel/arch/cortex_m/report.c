// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "kernel/arch/cortex_m/report.h"

#include "kernel/arch/arch.h"
#include "kernel/arch/cortex_m/context.h"
#include "kernel/arch/cortex_m/cpu.h"
#include "kernel/arch/cortex_m/scs.h"
#include "kernel/container.h"
#include "kernel/message/message.h"
#include "kernel/panic/panic.h"

enum : uint32_t {
    UDF = 0xDE00, // The undefined instruction that a failed check is (encoding T1), ...
    UDF_MASK = 0xFF00,
};

static const uint32_t bits[] = {
    SCS_CFSR_IACCVIOL,
    SCS_CFSR_DACCVIOL,
    SCS_CFSR_MSTKERR | SCS_CFSR_STKERR,
    SCS_CFSR_MUNSTKERR | SCS_CFSR_UNSTKERR,
    SCS_CFSR_IBUSERR,
    SCS_CFSR_PRECISERR,
    SCS_CFSR_IMPRECISERR,
    SCS_CFSR_UNDEFINSTR,
    SCS_CFSR_INVSTATE,
    SCS_CFSR_INVPC,
    SCS_CFSR_NOCP,
    SCS_CFSR_UNALIGNED,
    SCS_CFSR_DIVBYZERO,
    SCS_HFSR_DEBUGEVT,
    CONTEXT_FAULT_STACK,
};
// In their order.
static const char words[] = "instruction fetch violation\0"
                            "data access violation\0"
                            "stack overflow\0"
                            "stack not accessible\0"
                            "instruction fetch bus error\0"
                            "bus error\0"
                            "late bus error\0"
                            "undefined instruction\0"
                            "branch to an even address\0"
                            "invalid saved state\0"
                            "no coprocessor\0"
                            "unaligned access\0"
                            "division by zero\0"
                            "breakpoint instruction\0"
                            "stack pointer outside its memory";
enum : uint32_t { BREAKPOINT = 13 };
static_assert(sizeof(bits) / sizeof(bits[0]) == 15);

void report_fault(struct writer *writer, uint32_t status, uint32_t address) {
    bool first = true;
    for (uint32_t i = 0; i < sizeof(bits) / sizeof(bits[0]); i++) {
        if ((status & bits[i]) != 0) {
            write_string(writer, first ? "" : ", ");
            write_string(writer, string_at(words, i));
            first = false;
        }
    }
    if (first) {
        // A HardFault that no other fault led to. (QEMU does not set DEBUGEVT.)
        write_string(writer, string_at(words, BREAKPOINT));
    }
    if ((status & (SCS_CFSR_MMARVALID | SCS_CFSR_BFARVALID)) != 0) {
        write_message(writer, " at address $", &address);
    }
}

// UNSAFE: a frame is read as the array of words that it is.
void report_frame(struct writer *writer, const struct exception_frame *frame) {
    write_message(writer, "  r0 $  r1 $  r2 $  r3 $\r\n r12 $  lr $  pc $ psr $\r\n",
                  (const uint32_t *)frame);
}

void arch_print_fault(const struct arch_context *context, struct writer *writer) {
    report_fault(writer, context->fault_status, context->fault_address);
    if ((context->fault_status & CONTEXT_FAULT_PC) != 0) {
        write_message(writer, ", pc $", &context->fault_pc);
    }
}

void arch_print_context(const struct arch_context *context, struct writer *writer) {
    uint32_t stack_pointer = (uint32_t)arch_stack_pointer(context);
    write_message(writer, "  r4 $  r5 $  r6 $  r7 $\r\n  r8 $  r9 $ r10 $ r11 $\r\n",
                  context->registers);
    write_message(writer, "  sp $\r\n", &stack_pointer);
    const struct exception_frame *frame = context_frame(context);
    if (frame != nullptr) {
        report_frame(writer, frame);
    }
    if (context->fault_status != 0) {
        write_string(writer, "  ");
        arch_print_fault(context, writer);
        write_string(writer, "\r\n");
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
    write_message(writer, "  exception #: ", &fault->exception);
    report_fault(writer, fault->status, fault->address);
    write_string(writer, "\r\n");
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
    if (fault->frame == nullptr) {
        return "kernel stack overflow";
    }
    return is_trap(fault) ? "kernel trap: a check failed" : "kernel fault";
}

void kernel_fault_report(const struct exception_frame *frame) {
    uint32_t status = scb.cfsr;
    struct kernel_fault fault = {
        .panic = {.print = print, .program_counter = frame == nullptr ? 0 : frame->pc},
        .frame = frame,
        .status = status | (scb.hfsr & (SCS_HFSR_FORCED | SCS_HFSR_DEBUGEVT)),
        .address = (status & SCS_CFSR_MMARVALID) != 0 ? scb.mmfar : scb.bfar,
        .exception = cpu_exception(),
    };
    fault.panic.cause = cause_of(&fault);
    panic_from_fault(&fault.panic);
}
