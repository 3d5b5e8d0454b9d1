// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "kernel/process/memory.h"
#include "kernel/process/process_internal.h"

enum { GENERATION_BITS = 24 };

static struct process_id next_id(uint32_t slot) {
    process_table.generation = (process_table.generation + 1) & ((1u << GENERATION_BITS) - 1);
    struct process_id id = {process_table.generation << 8 | slot};
    return id;
}

void process_reset(struct process *process) {
    process->id = next_id(process_slot(process));
    process->stopped = false;
    process->entered_grants = 0;
    process->kernel_break = process_first_kernel_break(process);
    process->stack_start = 0;
    process->heap_start = 0;
    // Nobody holds a part of its RAM any more: its grants and allowed buffers are gone. Nothing
    // counts as accessible, so that all of what becomes so is zeroed.
    process->high_water = process->app_break = process->memory.accessible_end =
        process->memory.start;
    if (process_brk(process, (uint32_t)process->memory.start + PROCESS_FIRST_STACK) != E_OK) {
        process_clear(process, PROCESS_FAULTED);
        return;
    }
    arch_context_init(process_context(process), process_stack_limits(process));
    process_clear(process, PROCESS_UNSTARTED);
}

void process_restart(struct process *process) {
    ipc_on_end(process);
    process->restarts++;
    process_reset(process);
}
