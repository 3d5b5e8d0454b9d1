// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "kernel/message/message.h"
#include "kernel/process/process.h"

void process_print(const struct process *process, struct writer *writer) {
    const struct mpu_memory *memory = &process->memory;
    const struct arch_syscall *call = &process->last_syscall;
    const uint32_t values[] = {
        process->id.value,
        (uint32_t)process->flash_start,
        (uint32_t)process->flash_end,
        (uint32_t)memory->start,
        (uint32_t)(memory->start + memory->size),
        (uint32_t)process->app_break,
        (uint32_t)process->kernel_break,
        process->upcall_count,
        process->dropped_upcalls,
        process->expired_slices,
        process->restarts,
        process->syscalls,
        call->class_number,
        call->argument[0],
        call->argument[1],
        call->argument[2],
        call->argument[3],
    };
    write_bytes(writer, process_name(process));
    write_string(writer, process->stopped ? ": stopped, " : ": ");
    write_string(writer, process_state_name(process->state));
    write_message(writer,
                  "\r\n  id $ flash $ to $\r\n  RAM $ to $, break $, kernel's from $\r\n"
                  "  upcalls # pending, # dropped; slices # used up; restarts #\r\n"
                  "  system calls #, the last: class # $ $ $ $\r\n",
                  values);
}
