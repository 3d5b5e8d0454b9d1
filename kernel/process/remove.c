// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "kernel/capability.h"
#include "kernel/process/create.h"
#include "kernel/process/process.h"

enum errorcode process_remove(struct process_id id,
                              const struct process_start_capability *capability) {
    capability_require(capability);
    struct process *process = process_find_any(id);
    if (process == nullptr) {
        return E_NODEVICE;
    }
    if (process_is_live(process) || process->entered_grants > 0) {
        return E_BUSY;
    }
    process_table.slots[process_slot(process)] = nullptr;
    return E_OK;
}

// The process whose block is the first to end behind address; null: none is.
static const struct process *first_behind(uintptr_t address) {
    const struct process *first = nullptr;
    for (uint32_t slot = 0; slot < process_table.slot_count; slot++) {
        const struct process *process = process_table.slots[slot];
        if (process != nullptr && process->memory.start + process->memory.size > address &&
            (first == nullptr || process->memory.start < first->memory.start)) {
            first = process;
        }
    }
    return first;
}

bool process_gap(struct mpu_pool whole, uint32_t number, struct mpu_pool *gap) {
    uintptr_t end = whole.start + whole.size;
    uintptr_t start = whole.start;
    while (start < end) {
        const struct process *next = first_behind(start);
        uintptr_t stop = next != nullptr && next->memory.start < end ? next->memory.start : end;
        if (stop > start) {
            if (number == 0) {
                gap->start = start;
                gap->size = stop - start;
                return true;
            }
            number--;
        }
        start = stop < end ? next->memory.start + next->memory.size : end;
    }
    return false;
}
