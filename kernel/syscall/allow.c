// SPDX-License-Identifier: Apache-2.0 OR MIT
// Read-write allow, read-only allow (TRD 104, 4.4 and 4.5) and userspace-readable allow (class 7).
#include "kernel/ipc/hooks.h"
#include "kernel/process/memory.h"
#include "kernel/syscall/syscall.h"

[[gnu::weak]] enum errorcode ipc_on_allow(struct process *process, uint32_t grant,
                                          enum grant_kind kind, uint32_t number, uint32_t address,
                                          uint32_t length) {
    (void)process, (void)grant, (void)kind, (void)number, (void)address, (void)length;
    return E_OK;
}

static struct command_return failure(const uint32_t *argument, enum errorcode error) {
    return command_return_make(RETURN_FAILURE_2_U32, error, argument[2], argument[3]);
}

struct command_return syscall_allow(const struct kernel *kernel, struct process *process,
                                    const struct driver_entry *entry, enum grant_kind kind) {
    const uint32_t *argument = process->last_syscall.argument;
    uint32_t address = argument[2];
    uint32_t length = argument[3];
    if (!process_may_write(process, address, length) &&
        (kind != GRANT_READONLY || !process_may_read(process, address, length))) {
        return failure(argument, E_INVAL);
    }
    uint32_t index = syscall_driver_index(kernel, entry);
    struct grant_slot *slot = grant_slot_get(process, index, kind, argument[1]);
    if (slot == nullptr) {
        return failure(argument, grant_slot_missing(index, kind, argument[1]));
    }
    enum errorcode error = ipc_on_allow(process, index, kind, argument[1], address, length);
    if (error != E_OK) {
        return failure(argument, error);
    }
    struct grant_slot old = *slot;
    slot->value[0] = address;
    slot->value[1] = length;
    process_hold(process, address, length);
    return command_success_2_u32(old.value[0], old.value[1]);
}
