// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "kernel/process/management.h"

#include "kernel/capability.h"
#include "kernel/process/process.h"

// The process with this id, ended or not; null if there is none.
static struct process *find_any(struct process_id id) {
    uint32_t slot = id.value & 0xff;
    struct process *process = slot < process_table.slot_count ? process_table.slots[slot] : nullptr;
    return process != nullptr && process_id_equal(process->id, id) ? process : nullptr;
}

enum errorcode process_stop(struct process_id id,
                            const struct process_management_capability *capability) {
    capability_require(capability);
    struct process *process = find_any(id);
    if (process == nullptr) {
        return E_NODEVICE;
    }
    if (process->stopped || !process_is_live(process)) {
        return E_ALREADY;
    }
    process_set_stopped(process, true);
    return E_OK;
}

enum errorcode process_resume(struct process_id id,
                              const struct process_management_capability *capability) {
    capability_require(capability);
    struct process *process = find_any(id);
    if (process == nullptr) {
        return E_NODEVICE;
    }
    if (!process->stopped) {
        return E_ALREADY;
    }
    process_set_stopped(process, false);
    return E_OK;
}

enum errorcode process_terminate(struct process_id id,
                                 const struct process_management_capability *capability) {
    capability_require(capability);
    struct process *process = find_any(id);
    if (process == nullptr) {
        return E_NODEVICE;
    }
    if (!process_is_live(process)) {
        return E_ALREADY;
    }
    if (process->entered_grants > 0) {
        return E_BUSY;
    }
    process_end(process, PROCESS_TERMINATED);
    return E_OK;
}

enum errorcode process_start_again(struct process_id id,
                                   const struct process_management_capability *capability) {
    capability_require(capability);
    struct process *process = find_any(id);
    if (process == nullptr) {
        return E_NODEVICE;
    }
    if (process->entered_grants > 0) {
        return E_BUSY;
    }
    process_restart(process);
    return E_OK;
}

enum errorcode process_make_fault(struct process_id id,
                                  const struct process_management_capability *capability) {
    capability_require(capability);
    struct process *process = find_any(id);
    if (process == nullptr) {
        return E_NODEVICE;
    }
    if (!process_is_live(process)) {
        return E_ALREADY;
    }
    if (process->entered_grants > 0) {
        return E_BUSY;
    }
    process_fault(process, "asked for");
    return E_OK;
}
