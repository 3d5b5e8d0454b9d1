// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "kernel/ipc/ipc.h"

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

// The first live process of this name, or null. name: address and length, not empty.
static struct process *find(const struct grant_slot *name) {
    for (uint32_t slot = 0; slot < process_table.slot_count; slot++) {
        struct process *process = process_table.slots[slot];
        if (process != nullptr && process_is_live(process) &&
            // UNSAFE: Allow checked that the caller may read these bytes.
            slice_equal(process_name(process),
                        slice_over((const uint8_t *)(uintptr_t)name->value[0], name->value[1]))) {
            return process;
        }
    }
    return nullptr;
}

static struct command_return discover(struct process *caller) {
    if (ipc_driver_ops.layout.upcalls <= process_table.slot_count) {
        __builtin_trap(); // The board has more slots than it said.
    }
    const struct grant_slot *name = grant_slot_get(caller, ipc_driver.grant, GRANT_READONLY, 0);
    if (name == nullptr) {
        return command_failure(E_NOMEM);
    }
    if (name->value[1] == 0) {
        return command_failure(E_INVAL);
    }
    const struct process *found = find(name);
    if (found == nullptr) {
        return command_failure(E_NODEVICE);
    }
    ipc_state_of(process_slot(caller))->known |= ipc_bit(found);
    return command_success_u32(ipc_id(found));
}

static struct command_return notify(struct process *caller, uint32_t id, enum ipc_role role) {
    const struct ipc_state *state = ipc_state_of(process_slot(caller));
    struct process *to = state != nullptr ? ipc_known(state, id) : nullptr;
    if (to == nullptr || to == caller) {
        return command_failure(E_INVAL);
    }
    ipc_notify(caller, to, role);
    return command_success();
}

struct command_return ipc_command(struct driver *driver, struct process_id id, uint32_t number,
                                  uint32_t argument1, uint32_t argument2) {
    (void)driver, (void)argument2;
    struct process *caller = process_table.slots[id.value & 0xff];
    switch (number) {
    case COMMAND_EXISTS:
        return command_success();
    case COMMAND_DISCOVER:
        return discover(caller);
    case COMMAND_NOTIFY:
        return notify(caller, argument1, IPC_SERVICE);
    case COMMAND_NOTIFY_CLIENT:
        return notify(caller, argument1, IPC_CLIENT);
    default:
        return command_failure(E_NOSUPPORT);
    }
}

void ipc_on_end(struct process *process) {
    for (uint32_t slot = 0; slot < process_table.slot_count; slot++) {
        struct process *other = process_table.slots[slot];
        struct ipc_state *state = ipc_state_of(slot);
        if (state == nullptr || other == process) {
            continue;
        }
        ipc_unmap(process, other);
        ipc_unmap(other, process);
        ipc_forget(other, process);
        state->known &= ~ipc_bit(process);
        state->lent &= ~ipc_bit(process);
    }
}
