// SPDX-License-Identifier: Apache-2.0 OR MIT
// A grant as it lies in a process's memory: this header, then a slot for each upcall, each
// read-only, read-write and userspace-readable buffer, then the capsule's state. Private to the
// kernel's core: capsules see kernel/grant.h.
#pragma once

#include "kernel/driver.h"

struct process; // kernel/process/process.h

struct grant_record {
    const struct driver_ops *ops; // Whose layout this is.
    uint8_t slot;                 // The process's slot.
    uint8_t grant;                // The grant's index.
    bool entered;
    uint8_t slot_count; // As its layout says.
};

// An upcall (function, userdata) or an allowed buffer (address, length), as the process gave it.
struct grant_slot {
    uint32_t value[2];
};

static_assert(sizeof(struct grant_record) % alignof(struct grant_slot) == 0);

enum { GRANT_SLOTS_MAX = 255 };

static inline uint32_t grant_slot_count(const struct driver_layout *layout) {
    return (uint32_t)layout->upcalls + layout->readonly + layout->readwrite + layout->readable;
}

static inline bool grant_layout_is_empty(const struct driver_layout *layout) {
    return grant_slot_count(layout) == 0 && layout->state_size == 0;
}

// The first slot: upcall 0.
static inline struct grant_slot *grant_slots(struct grant_record *record) {
    // UNSAFE: a record is allocated with its slots behind it: grant.c.
    return (struct grant_slot *)(record + 1);
}

// What a grant's slots hold, in the order in which they lie.
enum grant_kind : uint32_t { GRANT_UPCALL, GRANT_READONLY, GRANT_READWRITE, GRANT_READABLE };

// The slot of the number-th upcall or buffer of a kind; null: the layout has none such.
struct grant_slot *grant_slot_of(struct grant_record *record, enum grant_kind kind,
                                 uint32_t number);

// As grant_slot_of() for the driver that the board listed as its index-th, which the process may
// not have used yet: its record is allocated if the driver has such a number. Null: see
// grant_slot_missing().
struct grant_slot *grant_slot_get(struct process *process, uint32_t index, enum grant_kind kind,
                                  uint32_t number);

// Why grant_slot_get() just gave null.
//   E_INVAL  the driver has no such number;
//   E_NOMEM  the process has no room for the driver's grant.
enum errorcode grant_slot_missing(uint32_t index, enum grant_kind kind, uint32_t number);
