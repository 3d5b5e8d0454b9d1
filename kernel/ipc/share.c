// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "kernel/arch/mpu.h"
#include "kernel/ipc/hooks.h"
#include "kernel/ipc/ipc_internal.h"

// Where from keeps the buffer for a process.
static const struct grant_slot *lent(struct process *from, const struct process *process) {
    return ipc_buffer_slot(ipc_record(from), ipc_id(process));
}

// Takes an entry out of the list of those who are mapped.
static void remove_at(struct ipc_state *state, uint32_t index) {
    state->mapped_count--;
    for (uint32_t i = index; i < state->mapped_count; i++) {
        state->mapped[i] = state->mapped[i + 1];
    }
}

// Index of the one in the slot, or mapped_count.
static uint32_t find(const struct ipc_state *state, uint32_t slot) {
    uint32_t i = 0;
    while (i < state->mapped_count && state->mapped[i] != slot) {
        i++;
    }
    return i;
}

void ipc_unmap(struct process *process, struct process *from) {
    struct ipc_state *state = ipc_state_of(process_slot(process));
    uint32_t index = state != nullptr ? find(state, process_slot(from)) : 0;
    if (state == nullptr || index == state->mapped_count) {
        return;
    }
    const struct grant_slot *slot = lent(from, process);
    if (mpu_remove_region(process_mpu(process), slot->value[0], slot->value[1]) != E_OK) {
        __builtin_trap(); // What is in reach is not what is known to be.
    }
    remove_at(state, index);
}

// A region for the buffer; if none is left, that of whoever notified longest ago.
static bool add_region(struct process *process, struct ipc_state *state,
                       const struct grant_slot *slot) {
    for (;;) {
        if (state->mapped_count < IPC_BUFFERS) {
            enum errorcode error = mpu_add_region(process_mpu(process), slot->value[0],
                                                  slot->value[1], MPU_READ_WRITE);
            if (error != E_NOMEM || state->mapped_count == 0) {
                return error == E_OK;
            }
        }
        ipc_unmap(process, process_table.slots[state->mapped[0]]);
    }
}

const struct grant_slot *ipc_map(struct process *process, struct process *from) {
    struct ipc_state *state = ipc_state_of(process_slot(process));
    if ((ipc_state_of(process_slot(from))->lent & ipc_bit(process)) == 0) {
        return nullptr;
    }
    const struct grant_slot *slot = lent(from, process);
    uint32_t index = find(state, process_slot(from));
    if (index < state->mapped_count) {
        remove_at(state, index);
    } else if (!add_region(process, state, slot)) {
        return nullptr;
    }
    state->mapped[state->mapped_count] = (uint8_t)process_slot(from);
    state->mapped_count++;
    return slot;
}

enum errorcode ipc_on_allow(struct process *process, uint32_t grant, enum grant_kind kind,
                            uint32_t number, uint32_t address, uint32_t length) {
    if (grant != ipc_driver.grant || kind != GRANT_READWRITE) {
        return E_OK;
    }
    struct ipc_state *state = ipc_state_of(process_slot(process));
    struct process *to = ipc_known(state, number);
    if (length > 0 && (to == nullptr || to == process || !mpu_is_region(address, length))) {
        return E_INVAL;
    }
    if (to != nullptr) {
        ipc_unmap(to, process);
        state->lent = (state->lent & ~ipc_bit(to)) | (length > 0 ? ipc_bit(to) : 0);
    }
    return E_OK;
}
