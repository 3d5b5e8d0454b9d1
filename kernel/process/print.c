// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "kernel/message/message.h"
#include "kernel/process/map.h"
#include "kernel/process/process.h"

// Gives way to //kernel/syscall:history.
[[gnu::weak]] void process_print_calls(const struct process *process, struct writer *writer) {
    (void)process;
    (void)writer;
}

void process_print(const struct process *process, struct writer *writer) {
    const struct arch_syscall *call = &process->last_syscall;
    const uint32_t values[] = {
        process->id.value, process->upcall_count, process->dropped_upcalls, process->expired_slices,
        process->restarts, process->syscalls,     call->class_number,       call->argument[0],
        call->argument[1], call->argument[2],     call->argument[3],
    };
    write_bytes(writer, process_name(process));
    write_string(writer, process->stopped ? ": stopped, " : ": ");
    write_string(writer, process_state_name(process->state));
    write_message(writer,
                  "\r\n  id $, upcalls # pending, # dropped; slices # used up; restarts #\r\n"
                  "  system calls #, the last: class # $ $ $ $\r\n",
                  values);
    process_print_calls(process, writer);
    for (uint32_t row = 0; process_write_map(process, row, writer); row++) {
    }
}
