// SPDX-License-Identifier: Apache-2.0 OR MIT
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
    process->app_break = process->memory.start + PROCESS_FIRST_STACK;
    process->kernel_break = process_first_kernel_break(process);
    process->high_water = process->memory.start;
    process->stack_start = 0;
    process->heap_start = 0;
    if (mpu_update_memory(process_mpu(process), &process->memory, process->app_break,
                          process->kernel_break) != E_OK) {
        process_clear(process, PROCESS_FAULTED);
        return;
    }
    // UNSAFE: this is the process's own RAM, and nobody holds a part of it: its grants and allowed
    // buffers are gone.
    __builtin_memset((void *)process->memory.start, 0,
                     process->memory.accessible_end - process->memory.start);
    arch_context_init(process_context(process), process_stack_limits(process));
    process_clear(process, PROCESS_UNSTARTED);
}

void process_restart(struct process *process) {
    ipc_on_end(process);
    process->restarts++;
    process_reset(process);
}
