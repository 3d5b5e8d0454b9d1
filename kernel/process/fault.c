// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "kernel/debug.h"
#include "kernel/panic/panic.h"
#include "kernel/process/process.h"

static void write_who(const struct process *process, struct writer *writer) {
    write_string(writer, "process ");
    write_bytes(writer, process_name(process));
    write_string(writer, ": ");
}

void process_fault(struct process *process, const char *cause) {
    write_who(process, debug());
    write_string(debug(), "fault: ");
    if (cause != nullptr) {
        write_string(debug(), cause);
    } else {
        arch_print_fault(process_context(process), debug());
    }
    write_string(debug(), "\r\n");
    enum fault_action action =
        process->fault_policy->action(process->fault_policy, process->id, process->restarts);
    switch (action) {
    case FAULT_ACTION_STOP:
        process_end(process, PROCESS_FAULTED);
        break;
    case FAULT_ACTION_RESTART:
        process_restart(process);
        write_who(process, debug());
        write_string(debug(), "restarted\r\n");
        break;
    case FAULT_ACTION_PANIC:
        process_end(process, PROCESS_FAULTED);
        panic("a process faulted");
    }
}
