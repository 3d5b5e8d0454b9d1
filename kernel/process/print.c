// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "kernel/process/process.h"

static void write_figure(struct writer *writer, const char *name, uint32_t value) {
    write_string(writer, name);
    write_u32(writer, value);
}

static void write_address(struct writer *writer, const char *name, uintptr_t address) {
    write_string(writer, name);
    write_hex32(writer, (uint32_t)address);
}

static void print_last_syscall(const struct process *process, struct writer *writer) {
    if (process->syscalls == 0) {
        return;
    }
    write_figure(writer, "  last system call: class ", process->last_syscall.class_number);
    for (uint32_t i = 0; i < 4; i++) {
        write_address(writer, " ", process->last_syscall.argument[i]);
    }
    write_string(writer, "\r\n");
}

void process_print(const struct process *process, struct writer *writer) {
    write_bytes(writer, process_name(process));
    write_address(writer, " id ", process->id.value);
    write_string(writer, ": ");
    write_string(writer, process_state_name(process->state));
    if (process->stopped) {
        write_string(writer, ", stopped");
    }
    write_address(writer, "\r\n  flash ", process->flash_start);
    write_address(writer, " to ", process->flash_end);
    write_address(writer, "\r\n  RAM ", process->memory.start);
    write_address(writer, " to ", process->memory.start + process->memory.size);
    write_address(writer, ", break ", process->app_break);
    write_address(writer, ", kernel's from ", process->kernel_break);
    write_figure(writer, "\r\n  system calls ", process->syscalls);
    write_figure(writer, ", upcalls pending ", process->upcall_count);
    write_figure(writer, ", dropped ", process->dropped_upcalls);
    write_figure(writer, ", slices used up ", process->expired_slices);
    write_figure(writer, ", restarts ", process->restarts);
    write_string(writer, "\r\n");
    print_last_syscall(process, writer);
}
