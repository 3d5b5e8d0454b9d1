// SPDX-License-Identifier: Apache-2.0 OR MIT
// What the parts of IPC share. Invariants, for each two processes p and q:
//   - q is known to p only while q lives;
//   - p's buffer is lent to q only if q is known to p;
//   - q is mapped in p only if q lives and has lent its buffer to p; then exactly that buffer is a
//     region of p's protection;
//   - upcalls of IPC that wait for p come from live processes.
// ipc_on_end() holds up the first and the last, and ipc_on_allow() the others.
#pragma once

#include "kernel/grant/record.h"
#include "kernel/ipc/ipc.h"
#include "kernel/process/process.h"

// As whom the receiver is notified.
enum ipc_role : uint32_t { IPC_SERVICE, IPC_CLIENT };

// What others call it.
static inline uint32_t ipc_id(const struct process *process) {
    return process_slot(process) + 1;
}

static inline uint32_t ipc_bit(const struct process *process) {
    return UINT32_C(1) << process_slot(process);
}

// The process's grant; null: it has not used IPC, or has ended.
static inline struct grant_record *ipc_record(struct process *process) {
    return ipc_driver.grant < process_table.grant_count ? *process_grant(process, ipc_driver.grant)
                                                        : nullptr;
}

// What lies in the record, by IPC's own layout; ids are at most its number of slots.

static inline struct grant_slot *ipc_upcall_slot(struct grant_record *record, uint32_t id) {
    return grant_slots(record) + id;
}

static inline struct grant_slot *ipc_buffer_slot(struct grant_record *record, uint32_t id) {
    const struct driver_layout *layout = &ipc_driver_ops.layout;
    return grant_slots(record) + layout->upcalls + layout->readonly + id;
}

static inline struct ipc_state *ipc_state_in(struct grant_record *record) {
    // UNSAFE: the state lies behind the slots.
    return (struct ipc_state *)(grant_slots(record) + grant_slot_count(&ipc_driver_ops.layout));
}

// Its state, if the slot has a process that uses IPC; else null.
static inline struct ipc_state *ipc_state_of(uint32_t slot) {
    struct process *process = process_table.slots[slot];
    struct grant_record *record = process != nullptr ? ipc_record(process) : nullptr;
    return record != nullptr ? ipc_state_in(record) : nullptr;
}

// The process with this id, if the state's owner knows it; else null.
struct process *ipc_known(const struct ipc_state *state, uint32_t id);

// Makes the buffer that from lends to a process reachable for it. The slot that says where it is,
// or null: there is none, or no region for it.
const struct grant_slot *ipc_map(struct process *process, struct process *from);

// Takes the buffer that from lends to a process, if it is reachable, out of its reach.
void ipc_unmap(struct process *process, struct process *from);

// Notifies, now or when that can be done. from has a grant and knows to.
void ipc_notify(struct process *from, struct process *to, enum ipc_role role);

// Has a process forget what it was notified by another one, and what it notified that one to no
// effect yet.
void ipc_forget(struct process *process, const struct process *gone);
