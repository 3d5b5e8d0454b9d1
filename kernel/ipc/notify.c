// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "kernel/ipc/hooks.h"
#include "kernel/ipc/ipc_internal.h"
#include "kernel/process/upcall.h"

// Bit n: some notification waits until there is room in the queue of the process in slot n.
static uint32_t crowded;

enum outcome : uint8_t {
    QUEUED,
    UNWANTED, // The receiver does not listen to it yet.
    FULL,     // There is no room for it.
};

static bool is_awaited(const struct process *process, uint32_t number) {
    return process->state == PROCESS_YIELDED_FOR && process->wait_grant == ipc_driver.grant &&
           process->wait_number == number;
}

static enum outcome queue_as(struct process *from, struct process *to, uint32_t number) {
    const struct grant_slot *slot = ipc_upcall_slot(ipc_record(to), number);
    bool waits_for_it = is_awaited(to, number);
    if (slot->value[0] == 0 && !waits_for_it) {
        return UNWANTED;
    }
    if (to->upcall_count >= (waits_for_it ? PROCESS_UPCALLS_MAX : IPC_UPCALLS)) {
        return FULL;
    }
    struct process_upcall upcall = {
        .argument = {ipc_id(from)},
        .grant = ipc_driver.grant,
        .number = (uint8_t)number,
    };
    return upcall_queue(to, &upcall) == E_OK ? QUEUED : FULL;
}

static enum outcome queue(struct process *from, struct process *to, enum ipc_role role) {
    const struct ipc_state *state = ipc_state_of(process_slot(to));
    if (state == nullptr) {
        return UNWANTED;
    }
    if (role == IPC_CLIENT) {
        // Its subscription is for the one that it found under that id.
        return (state->known & ipc_bit(from)) != 0 ? queue_as(from, to, ipc_id(from)) : UNWANTED;
    }
    enum outcome outcome = queue_as(from, to, ipc_id(to));
    return outcome == UNWANTED ? queue_as(from, to, 0) : outcome;
}

// Queues the upcall, or notes that it waits.
static void attempt(struct process *from, struct process *to, enum ipc_role role) {
    struct ipc_state *state = ipc_state_of(process_slot(from));
    enum outcome outcome = queue(from, to, role);
    if (outcome == QUEUED) {
        state->waiting[role] &= ~ipc_bit(to);
    } else {
        state->waiting[role] |= ipc_bit(to);
    }
    if (outcome == FULL) {
        crowded |= ipc_bit(to);
    }
}

// Queues what waits for a process as far as there is room. Begins behind the slot of whoever had a
// turn last, so that nobody who notifies all the time keeps others from theirs.
static void retry(struct process *to, uint32_t last) {
    uint32_t slots = process_table.slot_count;
    crowded &= ~ipc_bit(to);
    for (uint32_t i = 1; i <= slots; i++) {
        uint32_t slot = (last + i) % slots;
        const struct ipc_state *state = ipc_state_of(slot);
        for (uint32_t role = IPC_SERVICE; state != nullptr && role <= IPC_CLIENT; role++) {
            if ((state->waiting[role] & ipc_bit(to)) != 0) {
                attempt(process_table.slots[slot], to, (enum ipc_role)role);
            }
        }
    }
}

static bool is_crowded(const struct process *process) {
    return (crowded & ipc_bit(process)) != 0;
}

void ipc_notify(struct process *from, struct process *to, enum ipc_role role) {
    if (is_crowded(to)) {
        ipc_state_of(process_slot(from))->waiting[role] |= ipc_bit(to);
        retry(to, process_slot(from));
    } else {
        attempt(from, to, role);
    }
}

void ipc_on_subscribe(struct process *process, uint32_t grant) {
    if (grant == ipc_driver.grant) {
        retry(process, process_slot(process));
    }
}

void ipc_on_wait(struct process *process) {
    bool for_ipc = process->state == PROCESS_YIELDED_FOR && process->wait_grant == ipc_driver.grant;
    if (for_ipc) {
        // What it waits for lies there.
        (void)grant_slot_get(process, ipc_driver.grant, GRANT_UPCALL, 0);
    }
    if (for_ipc || is_crowded(process)) {
        retry(process, process_slot(process));
    }
}

// Fills in what the receiver is to see: the buffer, as it is now.
static void fill_in(struct process *process, struct process_upcall *upcall) {
    struct process *from = process_table.slots[upcall->argument[0] - 1];
    const struct grant_slot *slot = ipc_map(process, from);
    if (slot != nullptr) {
        upcall->argument[1] = slot->value[1];
        upcall->argument[2] = slot->value[0];
    }
    ipc_state_of(process_slot(process))->known |= ipc_bit(from);
}

void ipc_on_deliver(struct process *process, struct process_upcall *upcall) {
    uint32_t last = process_slot(process);
    if (upcall->grant == ipc_driver.grant) {
        last = upcall->argument[0] - 1;
        fill_in(process, upcall);
    }
    if (is_crowded(process)) {
        retry(process, last);
    }
}

void ipc_forget(struct process *process, const struct process *gone) {
    struct ipc_state *state = ipc_state_of(process_slot(process));
    state->waiting[IPC_SERVICE] &= ~ipc_bit(gone);
    state->waiting[IPC_CLIENT] &= ~ipc_bit(gone);
    upcall_drop_from(process, ipc_driver.grant, ipc_id(gone));
}
