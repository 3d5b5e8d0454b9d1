// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "kernel/message/message.h"
#include "kernel/process/map.h"
#include "kernel/process/process.h"

enum : uint32_t { COUNTERS = 1, MAP = 2 }; // Rows.

uint8_t process_count_grants(const struct process *process) {
    uint8_t count = 0;
    for (uint32_t i = 0; i < process_table.grant_count; i++) {
        // UNSAFE: const is dropped to find the place; nothing is written there.
        count += *process_grant((struct process *)process, i) != nullptr;
    }
    return count;
}

static void write_counters(const struct process *process, struct writer *writer) {
    const struct arch_syscall *call = &process->last_syscall;
    const uint32_t values[] = {
        process_slot(process),    process->id.value,
        process->short_id,        process_count_grants(process),
        process->upcall_count,    process->dropped_upcalls,
        process->expired_slices,  process->restarts,
        process->completion_code, process->syscalls,
        call->class_number,       call->argument[0],
        call->argument[1],        call->argument[2],
        call->argument[3],
    };
    write_message(writer,
                  "  PID #, id $, short id $; grants #, upcalls # pending, # dropped\r\n"
                  "  slices # used up; restarts #, last exit code #\r\n"
                  "  system calls #, the last: class # $ $ $ $\r\n",
                  values);
}

bool process_write_row(const struct process *process, uint32_t row, struct writer *writer) {
    switch (row) {
    case 0:
        write_bytes(writer, slice_clip(process_name(process), 0, PROCESS_NAME_MOST));
        write_string(writer, ": ");
        process_write_state(process, writer);
        write_string(writer, "\r\n");
        return true;
    case COUNTERS:
        write_counters(process, writer);
        return true;
    default:
        return process_write_map(process, row - MAP, writer);
    }
}

void process_write_state(const struct process *process, struct writer *writer) {
    write_string(writer, process->stopped ? "stopped, " : "");
    write_string(writer, process_state_name(process->state));
}

// Gives way to //kernel/syscall:history.
[[gnu::weak]] void process_print_calls(const struct process *process, struct writer *writer) {
    (void)process;
    (void)writer;
}

void process_print(const struct process *process, struct writer *writer) {
    for (uint32_t row = 0; process_write_row(process, row, writer); row++) {
        if (row == COUNTERS) {
            process_print_calls(process, writer);
        }
    }
}
