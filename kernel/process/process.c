// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "kernel/message/message.h"
#include "kernel/process/upcall.h"

struct process_table process_table;

// What state, stopped and pending upcalls say of it, into the table's bit.
static void update_ready(struct process *process) {
    uint32_t bit = UINT32_C(1) << process_slot(process);
    bool ready = !process->stopped &&
                 (process->state <= PROCESS_RUNNING ||
                  (process->state == PROCESS_YIELDED && process->upcall_count > 0) ||
                  (process->state == PROCESS_YIELDED_FOR &&
                   upcall_is_pending(process, process->wait_grant, process->wait_number)));
    process_table.ready = ready ? process_table.ready | bit : process_table.ready & ~bit;
}

[[gnu::noinline]] void process_set_state(struct process *process, enum process_state state) {
    process->state = state;
    update_ready(process);
}

void process_set_stopped(struct process *process, bool stopped) {
    process->stopped = stopped;
    update_ready(process);
}

void process_clear(struct process *process, enum process_state state) {
    process->upcall_count = 0;
    for (uint32_t i = 0; i < process_table.grant_count; i++) {
        *process_grant(process, i) = nullptr;
    }
    process_set_state(process, state);
}

[[gnu::weak]] void ipc_on_end(struct process *process) {
    (void)process;
}

const char *process_state_name(enum process_state state) {
    static const char names[] = "unstarted\0running\0yielded\0yielded-for\0faulted\0terminated";
    return string_at(names, state);
}
