// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "kernel/grant.h"

#include "kernel/grant/record.h"
#include "kernel/kernel_current.h"
#include "kernel/process/memory.h"
#include "kernel/process/upcall.h"

enum { STATE_ALIGNMENT = 8 };

static_assert(sizeof(struct grant_slot) % STATE_ALIGNMENT == 0);
static_assert(sizeof(struct grant_record) % STATE_ALIGNMENT == 0);

// Whether the board listed this very driver where it says that its grant is. A capsule can write
// to its driver, and can make one that no board listed: neither gets it another driver's grants.
[[gnu::always_inline]] static inline bool is_listed(const struct driver *driver) {
    return driver->grant < process_table.grant_count &&
           kernel_current->drivers[driver->grant].driver == driver;
}

[[gnu::noinline]] static struct grant_record *allocate(struct process *process, uint32_t index,
                                                       const struct driver_ops *ops) {
    const struct driver_layout *layout = &ops->layout;
    uint32_t slot_count = grant_slot_count(layout);
    struct grant_record *record = process_allocate(
        process, sizeof(*record) + slot_count * sizeof(struct grant_slot) + layout->state_size);
    if (record != nullptr) {
        record->ops = ops;
        record->slot = (uint8_t)process_slot(process);
        record->grant = (uint8_t)index;
        record->slot_count = (uint8_t)slot_count;
        *process_grant(process, index) = record;
    }
    return record;
}

// A process's grant, allocated if it is not yet. Null: *error says why.
static struct grant_record *record_of(const struct driver *driver, struct process_id id,
                                      enum errorcode *error) {
    struct process *process = process_find(id);
    if (process == nullptr || !is_listed(driver)) {
        *error = E_NODEVICE;
        return nullptr;
    }
    struct grant_record *record = *process_grant(process, driver->grant);
    if (record == nullptr) {
        *error = E_NOMEM;
        record = allocate(process, driver->grant, driver->ops);
    }
    return record;
}

// The four numbers of slots, a byte each, in the order of enum grant_kind.
static uint32_t slot_counts(const struct driver_layout *layout) {
    static_assert(offsetof(struct driver_layout, upcalls) == GRANT_UPCALL &&
                  offsetof(struct driver_layout, readonly) == GRANT_READONLY &&
                  offsetof(struct driver_layout, readwrite) == GRANT_READWRITE &&
                  offsetof(struct driver_layout, readable) == GRANT_READABLE);
    uint32_t counts;
    __builtin_memcpy(&counts, layout, sizeof(counts));
    return counts;
}

static uint32_t slots_of(const struct driver_layout *layout, enum grant_kind kind) {
    return slot_counts(layout) >> 8 * kind & 0xff;
}

// How many slots lie before those of a kind. The product's bytes are the sums of all bytes below
// them; they are at most 255 (kernel_loop() looks), and slots of one record in any case.
static uint32_t slots_before(const struct driver_layout *layout, enum grant_kind kind) {
    return slot_counts(layout) * 0x01010100u >> 8 * kind & 0xff;
}

// Inlined in system calls, on which it is a good part.
[[gnu::always_inline]] static inline struct grant_slot *
slot_of(struct grant_record *record, enum grant_kind kind, uint32_t number) {
    const struct driver_layout *layout = &record->ops->layout;
    return number < slots_of(layout, kind)
               ? grant_slots(record) + slots_before(layout, kind) + number
               : nullptr;
}

struct grant_slot *grant_slot_of(struct grant_record *record, enum grant_kind kind,
                                 uint32_t number) {
    return slot_of(record, kind, number);
}

// The first slot of a driver that the process uses.
[[gnu::noinline]] static struct grant_slot *allocate_slot(struct process *process, uint32_t index,
                                                          enum grant_kind kind, uint32_t number) {
    if (grant_slot_missing(index, kind, number) != E_NOMEM) {
        return nullptr;
    }
    struct grant_record *record =
        allocate(process, index, kernel_current->drivers[index].driver->ops);
    return record != nullptr ? grant_slot_of(record, kind, number) : nullptr;
}

struct grant_slot *grant_slot_get(struct process *process, uint32_t index, enum grant_kind kind,
                                  uint32_t number) {
    struct grant_record *record = *process_grant(process, index);
    return record != nullptr ? slot_of(record, kind, number)
                             : allocate_slot(process, index, kind, number);
}

enum errorcode grant_slot_missing(uint32_t index, enum grant_kind kind, uint32_t number) {
    const struct driver_layout *layout = &kernel_current->drivers[index].driver->ops->layout;
    return number < slots_of(layout, kind) ? E_NOMEM : E_INVAL;
}

enum errorcode grant_allocate(const struct driver *driver, struct process_id id) {
    enum errorcode error;
    return record_of(driver, id, &error) != nullptr ? E_OK : error;
}

struct grant_scope grant_open(const struct driver *driver, struct process_id id) {
    struct grant_scope scope;
    struct grant_record *record = record_of(driver, id, &scope.error);
    if (record != nullptr && record->entered) {
        scope.error = E_ALREADY;
        record = nullptr;
    }
    scope.entry = record;
    if (record != nullptr) {
        record->entered = true;
        process_table.slots[record->slot]->entered_grants++;
        scope.error = E_OK;
    }
    return scope;
}

void grant_close(struct grant_scope *scope) {
    struct grant_record *record = scope->entry;
    if (record != nullptr) {
        record->entered = false;
        process_table.slots[record->slot]->entered_grants--;
    }
}

void *grant_state_under(const struct grant_scope *scope, const struct driver_ops *operations) {
    struct grant_record *record = scope->entry;
    if (record == nullptr) {
        return nullptr;
    }
    if (operations != record->ops) {
        __builtin_trap();
    }
    return grant_slots(record) + record->slot_count;
}

// An allowed buffer of a scope that may not be entered.
static struct slice_mut buffer_of(const struct grant_scope *scope, enum grant_kind kind,
                                  uint32_t number) {
    const struct grant_slot *slot =
        scope->entry == nullptr ? nullptr : grant_slot_of(scope->entry, kind, number);
    if (slot == nullptr) {
        return slice_mut_over(nullptr, 0);
    }
    // UNSAFE: Allow checked that the process may write (for a read-only buffer: read) these bytes;
    // its break stays above them while it lives; and only live processes' grants are entered.
    return slice_mut_over((uint8_t *)(uintptr_t)slot->value[0], slot->value[1]);
}

struct slice grant_readonly(const struct grant_scope *scope, uint32_t number) {
    return slice_const(buffer_of(scope, GRANT_READONLY, number));
}

struct slice_mut grant_readwrite(const struct grant_scope *scope, uint32_t number) {
    return buffer_of(scope, GRANT_READWRITE, number);
}

struct slice_mut grant_readable(const struct grant_scope *scope, uint32_t number) {
    return buffer_of(scope, GRANT_READABLE, number);
}

static enum errorcode queue(const struct grant_record *record, uint32_t number, uint32_t argument0,
                            uint32_t argument1, uint32_t argument2) {
    if (record == nullptr || number >= record->ops->layout.upcalls) {
        return E_INVAL;
    }
    struct process_upcall upcall = {
        .argument = {argument0, argument1, argument2},
        .grant = record->grant,
        .number = (uint8_t)number,
    };
    return upcall_queue(process_table.slots[record->slot], &upcall);
}

enum errorcode grant_upcall(const struct grant_scope *scope, uint32_t number, uint32_t argument0,
                            uint32_t argument1, uint32_t argument2) {
    return queue(scope->entry, number, argument0, argument1, argument2);
}

enum errorcode grant_upcall_to(const struct driver *driver, struct process_id id, uint32_t number,
                               uint32_t argument0, uint32_t argument1, uint32_t argument2) {
    enum errorcode error;
    const struct grant_record *record = record_of(driver, id, &error);
    return record == nullptr ? error : queue(record, number, argument0, argument1, argument2);
}

bool grant_next(const struct driver *driver, struct process_id *id) {
    uint32_t slot = process_id_is_none(*id) ? 0 : (id->value & 0xff) + 1;
    if (!is_listed(driver)) {
        return false;
    }
    for (; slot < process_table.slot_count; slot++) {
        struct process *process = process_table.slots[slot];
        if (process != nullptr && *process_grant(process, driver->grant) != nullptr) {
            *id = process->id;
            return true;
        }
    }
    return false;
}
