// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "kernel/panic/panic.h"

#include "kernel/arch/arch.h"
#include "kernel/kernel_current.h"
#include "kernel/message/message.h"
#include "kernel/process/process.h"

static bool panicking;

static void print_processes(struct writer *writer) {
    for (uint32_t slot = 0; slot < process_table.slot_count; slot++) {
        const struct process *process = process_table.slots[slot];
        if (process != nullptr) {
            process_print(process, writer);
            arch_print_context(process_context(process), writer);
        }
    }
}

static void print(const char *cause, const struct panic_fault *fault, struct writer *writer) {
    write_string(writer, "\r\n\r\nKernel panic: ");
    write_string(writer, cause);
    if (fault != nullptr && fault->program_counter != 0) {
        write_message(writer, " at $", &fault->program_counter);
    }
    write_string(writer, "\r\n");
    if (kernel_current->version != nullptr) {
        write_string(writer, kernel_current->version);
        write_string(writer, "\r\n");
    }
    if (fault != nullptr && fault->print != nullptr) {
        fault->print(fault, writer);
    }
    print_processes(writer);
}

[[noreturn]] static void end(const char *cause, const struct panic_fault *fault) {
    bool first = !panicking;
    panicking = true;
    if (kernel_current != nullptr) {
        if (first && kernel_panic_writer != nullptr) {
            print(cause, fault, kernel_panic_writer);
        }
        if (kernel_current->panic_end != nullptr) {
            kernel_current->panic_end();
        }
    }
    arch_halt();
}

void panic(const char *cause) {
    end(cause, nullptr);
}

void panic_from_fault(const struct panic_fault *fault) {
    end(fault->cause, fault);
}
