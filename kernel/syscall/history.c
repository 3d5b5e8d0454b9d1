// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "kernel/syscall/history.h"

#include "kernel/process/process.h"
#include "kernel/syscall/call_text.h"
#include "kernel/syscall/trace.h"

static struct syscall_history *kept;

void syscall_history_keep(struct syscall_history *history) {
    kept = history;
}

static uint32_t for_each_slot(void) {
    return kept == nullptr ? 0 : (uint32_t)kept->calls.count / kept->slots;
}

// Where the process's number-th call is, counted from 1: its last for_each_slot() calls go round.
static struct arch_syscall *place(const struct process *process, uint32_t number) {
    uint32_t each = for_each_slot();
    return span_at(kept->calls, process_slot(process) * each + number % each);
}

void syscall_begins(const struct process *process) {
    if (for_each_slot() != 0) {
        *place(process, process->syscalls) = process->last_syscall;
    }
}

void process_print_calls(const struct process *process, struct writer *writer) {
    uint32_t count = for_each_slot();
    count = count < process->syscalls ? count : process->syscalls;
    for (uint32_t back = 0; back < count; back++) {
        write_string(writer, "    ");
        syscall_write_call(place(process, process->syscalls - back), writer);
        write_string(writer, "\r\n");
    }
}
