// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "kernel/process/info.h"

#include "kernel/capability.h"
#include "kernel/process/process.h"

static const struct process *in_slot(uint32_t slot) {
    return slot < process_table.slot_count ? process_table.slots[slot] : nullptr;
}

static enum process_info_state state_of(const struct process *process) {
    static const enum process_info_state state[] = {
        [PROCESS_UNSTARTED] = PROCESS_INFO_YIELDED,
        [PROCESS_RUNNING] = PROCESS_INFO_RUNNING,
        [PROCESS_YIELDED] = PROCESS_INFO_YIELDED,
        [PROCESS_YIELDED_FOR] = PROCESS_INFO_YIELDED_FOR,
        [PROCESS_FAULTED] = PROCESS_INFO_FAULTED,
        [PROCESS_TERMINATED] = PROCESS_INFO_TERMINATED,
    };
    return process->stopped && process_is_live(process) ? PROCESS_INFO_STOPPED
                                                        : state[process->state];
}

uint32_t process_info_slots(const struct process_management_capability *capability) {
    capability_require(capability);
    return process_table.slot_count;
}

struct process_info process_info_in_slot(uint32_t slot,
                                         const struct process_management_capability *capability) {
    capability_require(capability);
    const struct process *process = in_slot(slot);
    if (process == nullptr) {
        struct process_info none = {.id = process_id_none()};
        return none;
    }
    struct process_info info = {
        .id = process->id,
        .state = state_of(process),
        .live = process_is_live(process),
        .stopped = process->stopped,
        .grants = process_count_grants(process),
        .grants_most = (uint8_t)process_table.grant_count,
        .expired_slices = process->expired_slices,
        .restarts = process->restarts,
        .syscalls = process->syscalls,
        .short_id = process->short_id,
    };
    return info;
}

uint32_t process_info_find_name(struct slice name, uint32_t slot,
                                const struct process_management_capability *capability) {
    capability_require(capability);
    for (; slot < process_table.slot_count; slot++) {
        const struct process *process = process_table.slots[slot];
        if (process != nullptr && slice_equal(process_name(process), name)) {
            break;
        }
    }
    return slot;
}

size_t process_info_copy_name(struct process_id id, struct slice_mut into,
                              const struct process_management_capability *capability) {
    capability_require(capability);
    const struct process *process = process_find_any(id);
    return process == nullptr ? 0 : slice_copy(into, process_name(process));
}

void process_info_write_name(struct process_id id, struct writer *writer, uint32_t width,
                             const struct process_management_capability *capability) {
    capability_require(capability);
    const struct process *process = process_find_any(id);
    if (process != nullptr) {
        write_padded(writer, slice_clip(process_name(process), 0, PROCESS_NAME_MOST), width);
    }
}

void process_info_write_state(struct process_id id, struct writer *writer,
                              const struct process_management_capability *capability) {
    capability_require(capability);
    const struct process *process = process_find_any(id);
    if (process != nullptr) {
        process_write_state(process, writer);
    }
}

bool process_info_write_row(struct process_id id, uint32_t row, struct writer *writer,
                            const struct process_management_capability *capability) {
    capability_require(capability);
    const struct process *process = process_find_any(id);
    return process != nullptr && process_write_row(process, row, writer);
}
