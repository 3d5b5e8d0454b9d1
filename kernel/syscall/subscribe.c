// SPDX-License-Identifier: Apache-2.0 OR MIT
// Subscribe (TRD 104, 4.2).
#include "kernel/ipc/hooks.h"
#include "kernel/process/upcall.h"
#include "kernel/syscall/syscall.h"

[[gnu::weak]] void ipc_on_subscribe(struct process *process, uint32_t grant) {
    (void)process, (void)grant;
}

static struct command_return failure(const uint32_t *argument, enum errorcode error) {
    return command_return_make(RETURN_FAILURE_2_U32, error, argument[2], argument[3]);
}

struct command_return syscall_subscribe(const struct kernel *kernel, struct process *process,
                                        const struct driver_entry *entry) {
    const uint32_t *argument = process->last_syscall.argument;
    uint32_t number = argument[1];
    uint32_t function = argument[2];
    if (!syscall_is_upcall(process, function)) {
        return failure(argument, E_INVAL);
    }
    uint32_t index = syscall_driver_index(kernel, entry);
    struct grant_slot *slot = grant_slot_get(process, index, GRANT_UPCALL, number);
    if (slot == nullptr) {
        enum errorcode error = grant_slot_missing(index, GRANT_UPCALL, number);
        return failure(argument, error == E_INVAL ? E_NOSUPPORT : error);
    }
    if (process->upcall_count > 0) {
        upcall_drop(process, (uint8_t)index, (uint8_t)number);
    }
    struct grant_slot old = *slot;
    slot->value[0] = function;
    slot->value[1] = argument[3];
    ipc_on_subscribe(process, index);
    return command_success_2_u32(old.value[0], old.value[1]);
}
