// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "kernel/process/management.h"

#include "kernel/capability.h"
#include "kernel/process/process.h"

enum errorcode process_stop(struct process_id id,
                            const struct process_management_capability *capability) {
    capability_require(capability);
    struct process *process = process_find_any(id);
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
    struct process *process = process_find_any(id);
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
    struct process *process = process_find_any(id);
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
    struct process *process = process_find_any(id);
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
    struct process *process = process_find_any(id);
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
