// SPDX-License-Identifier: Apache-2.0 OR MIT
// Subscribe (TRD 104, 4.2).
#include "kernel/grant/record.h"
#include "kernel/ipc/hooks.h"
#include "kernel/process/memory.h"
#include "kernel/process/upcall.h"
#include "kernel/syscall/syscall.h"

[[gnu::weak]] void ipc_on_subscribe(struct process *process, const struct grant_record *record) {
    (void)process, (void)record;
}

struct command_return syscall_subscribe(const struct kernel *kernel, struct process *process) {
    const uint32_t *argument = process->last_syscall.argument;
    uint32_t number = argument[1];
    uint32_t function = argument[2];
    uint32_t userdata = argument[3];
    if (function != 0 && !process_may_execute(process, function)) {
        return command_return_make(RETURN_FAILURE_2_U32, E_INVAL, function, userdata);
    }
    struct driver *driver = syscall_called_driver(kernel, process);
    if (driver == nullptr) {
        // With the null upcall: 4.2.1.
        return command_return_make(RETURN_FAILURE_2_U32, E_NODEVICE, 0, userdata);
    }
    struct grant_record *record = grant_record_get(process, driver);
    if (record == nullptr) {
        return command_return_make(RETURN_FAILURE_2_U32, E_NOMEM, function, userdata);
    }
    if (number >= record->ops->layout.upcalls) {
        return command_return_make(RETURN_FAILURE_2_U32, E_NOSUPPORT, function, userdata);
    }
    upcall_drop(process, driver->grant, (uint8_t)number);
    struct grant_slot *slot = &grant_slots(record)[number];
    struct grant_slot old = *slot;
    slot->value[0] = function;
    slot->value[1] = userdata;
    ipc_on_subscribe(process, record);
    return command_success_2_u32(old.value[0], old.value[1]);
}
