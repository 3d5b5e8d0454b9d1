// SPDX-License-Identifier: Apache-2.0 OR MIT
// What can be known of processes, without changing anything: for capsules that hold the process
// management capability (kernel/process/management.h changes things).
#pragma once

#include "kernel/capability.h"
#include "kernel/format.h"
#include "kernel/process_id.h"
#include "kernel/slice.h"

// As Tock numbers them for applications. A process that has not run yet counts as yielded, one that
// is stopped as stopped, whatever it did before.
enum process_info_state : uint8_t {
    PROCESS_INFO_RUNNING,
    PROCESS_INFO_YIELDED,
    PROCESS_INFO_YIELDED_FOR,
    PROCESS_INFO_STOPPED,
    PROCESS_INFO_FAULTED,
    PROCESS_INFO_TERMINATED,
};

// A process as it was at the moment of asking.
struct process_info {
    struct process_id id; // None: the slot is empty, and nothing below has a meaning.
    enum process_info_state state;
    bool live;               // It has not ended: its state is not faulted or terminated.
    bool stopped;            // Somebody stopped it; it keeps its state.
    uint8_t grants;          // How many drivers hold a grant of it,
    uint8_t grants_most;     // and how many there are.
    uint32_t expired_slices; // Time slices that it used up.
    uint32_t restarts;
    uint32_t syscalls;
    uint32_t short_id; // 0: locally unique, no fixed one.
};

// How many slots the process table has; they are numbered from 0.
uint32_t process_info_slots(const struct process_management_capability *capability);

// The process in a slot; its id is none for an empty slot, or one past the last.
struct process_info process_info_in_slot(uint32_t slot,
                                         const struct process_management_capability *capability);

// The first slot from slot on whose process is called name; the number of slots if there is none.
uint32_t process_info_find_name(struct slice name, uint32_t slot,
                                const struct process_management_capability *capability);

// Copies as much of its name as fits; returns how many bytes. None for a stale id.
size_t process_info_copy_name(struct process_id id, struct slice_mut into,
                              const struct process_management_capability *capability);

// These write nothing for a stale id.

// Its name, cut at 32 characters, and spaces up to width characters.
void process_info_write_name(struct process_id id, struct writer *writer, uint32_t width,
                             const struct process_management_capability *capability);

// Its state in a word or two: "running", "stopped, yielded", ...
void process_info_write_state(struct process_id id, struct writer *writer,
                              const struct process_management_capability *capability);

// Row number row of all that a person wants to know of it, at most 256 characters: what a panic
// prints of a process. False: there is no such row, nor a further one.
bool process_info_write_row(struct process_id id, uint32_t row, struct writer *writer,
                            const struct process_management_capability *capability);
