// SPDX-License-Identifier: Apache-2.0 OR MIT
// Read-write allow, read-only allow (TRD 104, 4.4 and 4.5) and userspace-readable allow (class 7).
#include "kernel/grant/record.h"
#include "kernel/ipc/hooks.h"
#include "kernel/process/memory.h"
#include "kernel/syscall/syscall.h"

static enum grant_kind kind_of(uint32_t class_number) {
    switch (class_number) {
    case SYSCALL_ALLOW_READONLY:
        return GRANT_READONLY;
    case SYSCALL_ALLOW_READWRITE:
        return GRANT_READWRITE;
    default:
        return GRANT_READABLE;
    }
}

[[gnu::weak]] enum errorcode ipc_on_allow(struct process *process,
                                          const struct grant_record *record, enum grant_kind kind,
                                          uint32_t number, uint32_t address, uint32_t length) {
    (void)process, (void)record, (void)kind, (void)number, (void)address, (void)length;
    return E_OK;
}

static enum errorcode allow(const struct kernel *kernel, struct process *process,
                            struct grant_slot *old) {
    const struct arch_syscall *call = &process->last_syscall;
    uint32_t number = call->argument[1];
    uint32_t address = call->argument[2];
    uint32_t length = call->argument[3];
    struct driver *driver = syscall_called_driver(kernel, process);
    if (driver == nullptr) {
        return E_NODEVICE;
    }
    enum grant_kind kind = kind_of(call->class_number);
    if (kind == GRANT_READONLY ? !process_may_read(process, address, length)
                               : !process_may_write(process, address, length)) {
        return E_INVAL;
    }
    struct grant_record *record = grant_record_get(process, driver);
    if (record == nullptr) {
        return E_NOMEM;
    }
    struct grant_slot *slot = grant_slot_of(record, kind, number);
    if (slot == nullptr) {
        return E_INVAL;
    }
    enum errorcode error = ipc_on_allow(process, record, kind, number, address, length);
    if (error != E_OK) {
        return error;
    }
    *old = *slot;
    slot->value[0] = address;
    slot->value[1] = length;
    process_hold(process, address, length);
    return E_OK;
}

struct command_return syscall_allow(const struct kernel *kernel, struct process *process) {
    const uint32_t *argument = process->last_syscall.argument;
    struct grant_slot old;
    enum errorcode error = allow(kernel, process, &old);
    if (error != E_OK) {
        return command_return_make(RETURN_FAILURE_2_U32, error, argument[2], argument[3]);
    }
    return command_success_2_u32(old.value[0], old.value[1]);
}
