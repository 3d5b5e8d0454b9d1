// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "kernel/ipc/ipc.h"

#include "kernel/grant.h"
#include "kernel/ipc/hooks.h"
#include "kernel/ipc/ipc_internal.h"

enum { COMMAND_EXISTS = 0, COMMAND_DISCOVER = 1, COMMAND_NOTIFY = 2, COMMAND_NOTIFY_CLIENT = 3 };

struct driver ipc_driver = {.ops = &ipc_driver_ops, .grant = PROCESS_NO_GRANT};

struct process *ipc_known(const struct ipc_state *state, uint32_t id) {
    uint32_t slot = id - 1;
    return slot < process_table.slot_count && (state->known >> slot & 1) != 0
               ? process_table.slots[slot]
               : nullptr;
}

// The first live process of this name, or null.
static struct process *find(struct slice name) {
    for (uint32_t slot = 0; slot < process_table.slot_count; slot++) {
        struct process *process = process_table.slots[slot];
        if (process != nullptr && process_is_live(process) && process->name_length == name.length &&
            __builtin_memcmp(process->name, name.data, name.length) == 0) {
            return process;
        }
    }
    return nullptr;
}

static struct command_return discover(struct driver *driver, struct process_id caller) {
    grant_enter(scope, driver, caller);
    struct ipc_state *state = grant_state(scope, struct ipc_state);
    if (state == nullptr) {
        return command_failure(scope.error);
    }
    if (driver->ops->layout.upcalls <= process_table.slot_count) {
        __builtin_trap(); // The board has more slots than it said.
    }
    struct slice name = grant_readonly(&scope, 0);
    if (name.length == 0) {
        return command_failure(E_INVAL);
    }
    const struct process *found = find(name);
    if (found == nullptr) {
        return command_failure(E_NODEVICE);
    }
    state->known |= ipc_bit(found);
    return command_success_u32(ipc_id(found));
}

static struct command_return notify(struct process_id caller, uint32_t id, enum ipc_role role) {
    struct process *from = process_find(caller);
    const struct ipc_state *state = ipc_state_of(process_slot(from));
    struct process *to = state != nullptr ? ipc_known(state, id) : nullptr;
    if (to == nullptr || to == from) {
        return command_failure(E_INVAL);
    }
    ipc_notify(from, to, role);
    return command_success();
}

struct command_return ipc_command(struct driver *driver, struct process_id caller, uint32_t number,
                                  uint32_t argument1, uint32_t argument2) {
    (void)argument2;
    switch (number) {
    case COMMAND_EXISTS:
        return command_success();
    case COMMAND_DISCOVER:
        return discover(driver, caller);
    case COMMAND_NOTIFY:
        return notify(caller, argument1, IPC_SERVICE);
    case COMMAND_NOTIFY_CLIENT:
        return notify(caller, argument1, IPC_CLIENT);
    default:
        return command_failure(E_NOSUPPORT);
    }
}

void ipc_on_end(struct process *process) {
    ipc_forget_notifications(process);
    for (uint32_t slot = 0; slot < process_table.slot_count; slot++) {
        struct process *other = process_table.slots[slot];
        struct ipc_state *state = ipc_state_of(slot);
        if (state == nullptr || other == process) {
            continue;
        }
        ipc_unmap(process, other);
        ipc_unmap(other, process);
        state->known &= ~ipc_bit(process);
        state->lent &= ~ipc_bit(process);
    }
}
