// SPDX-License-Identifier: Apache-2.0 OR MIT
// Processes: the kernel's record of each and what the trusted core does to them.
//
// A process owns one block of RAM. From its start up to the break the process may write; at its end
// lies the kernel's part, which the process can never reach, and which grows downward with grants:
//
//     memory.start        app_break    kernel_break                  memory.start + memory.size
//     | process's own ... | free ...   | grants | grant table, struct process, context, mpu |
//
// Invariants, checked by process_check_invariants():
//     memory.start <= high_water <= app_break <= memory.accessible_end <= kernel_break
//     app_break < kernel_break <= address of the struct process
//
// The structure lives as long as the slot is used: a terminated process keeps it. Whoever keeps a
// process over time keeps its id and looks it up again; a pointer is good until the main loop runs.
#pragma once

#include <stddef.h>
#include <stdint.h>

#include "kernel/arch/arch.h"
#include "kernel/arch/mpu.h"
#include "kernel/errorcode.h"
#include "kernel/ipc/hooks.h"
#include "kernel/process/fault_policy.h"
#include "kernel/process_id.h"
#include "kernel/slice.h"

struct grant_record;         // kernel/grant/record.h
struct process_flash_region; // kernel/process/create.h

enum {
    PROCESS_UPCALLS_MAX = 8, // Pending upcalls a process can have.
    PROCESS_NO_GRANT = 0xff, // The grant index of a driver without a grant.
    // Bytes that a process may write before its first brk, its stack at their end. No more than an
    // application's start-up code may move its break down to: the saved registers must stay below.
    PROCESS_FIRST_STACK = 128,
};

// Ordered: what may run first, then what may wake up, then the dead.
enum process_state : uint8_t {
    PROCESS_UNSTARTED, // Its entry point is called when it is next scheduled.
    PROCESS_RUNNING,
    PROCESS_YIELDED,     // Waits for any upcall.
    PROCESS_YIELDED_FOR, // Waits for the upcall (wait_grant, wait_number).
    PROCESS_FAULTED,
    PROCESS_TERMINATED,
};

// A pending upcall. Its function and userdata are in the grant's slot: a Subscribe that changes
// them drops what is pending.
struct process_upcall {
    uint32_t argument[3];
    uint8_t grant; // The driver's grant index.
    uint8_t number;
};

struct process {
    struct process_id id;
    enum process_state state;
    bool stopped;           // By a person or a capsule: it keeps its state, and does not run.
    uint8_t entered_grants; // How many of its grants capsules have open at this moment.
    uint8_t upcall_count;
    uint8_t wait_grant; // For PROCESS_YIELDED_FOR.
    uint8_t wait_number;
    uint8_t name_length;
    uint8_t flash_region_count;
    uint16_t restarts; // For reports, as the next two.
    uint16_t dropped_upcalls;
    uint16_t expired_slices;

    struct mpu_memory memory;
    uintptr_t app_break;    // End of what the process asked for; memory.accessible_end is enforced.
    uintptr_t kernel_break; // Start of the kernel's part.
    uintptr_t high_water;   // End of the highest buffer ever allowed: the break stays above it.

    uintptr_t flash_start;
    uintptr_t flash_allowed; // First byte behind the protected header.
    uintptr_t flash_end;
    uintptr_t entry;
    const struct process_flash_region *flash_regions;
    const struct fault_policy *fault_policy;
    const uint8_t *permissions; // Of its TBF header; null: it has none.
    uint32_t short_id;

    // For reports.
    const uint8_t *name;
    uint32_t completion_code; // Of the last Exit.
    uint32_t stack_start;     // As the process says (Memop 10); 0: it did not.
    uint32_t heap_start;      // Memop 11.
    uint32_t syscalls;
    struct arch_syscall last_syscall;

    struct process_upcall upcalls[PROCESS_UPCALLS_MAX]; // Oldest first.
};

// What is known of all processes. One per image.
struct process_table {
    struct process **slots;
    uint32_t slot_count;
    uint32_t ready;       // Bit n: the process in slot n can run now.
    uint32_t generation;  // Of the last id given out.
    uint32_t grant_count; // Length of each process's grant table.
};

extern struct process_table process_table;

// Sizes in the kernel's part are multiples of 8.
static inline size_t process_round_up(size_t size) {
    return (size + 7) & ~(size_t)7;
}

// What lies around a struct process: see process_create(). UNSAFE, all three: that is how it lays
// out the kernel's part.
static inline struct arch_context *process_context(const struct process *process) {
    return (struct arch_context *)((uintptr_t)process + process_round_up(sizeof(*process)));
}

static inline struct mpu_config *process_mpu(const struct process *process) {
    return (struct mpu_config *)((uintptr_t)process_context(process) +
                                 process_round_up(arch_context_size));
}

// The place for a grant of the process; null in it: not allocated yet.
static inline struct grant_record **process_grant(struct process *process, uint32_t index) {
    return (struct grant_record **)process - 1 - index;
}

// Where the kernel's part begins before any grant is allocated: at the grant table.
static inline uintptr_t process_first_kernel_break(const struct process *process) {
    return (uintptr_t)process -
           process_round_up(process_table.grant_count * sizeof(struct grant_record *));
}

static inline struct slice process_name(const struct process *process) {
    return slice_over(process->name, process->name_length);
}

static inline uint32_t process_slot(const struct process *process) {
    return process->id.value & 0xff;
}

// Whether it exists for capsules: has grants, takes upcalls.
static inline bool process_is_live(const struct process *process) {
    return process->state < PROCESS_FAULTED;
}

// The live process with this id, or null.
static inline struct process *process_find(struct process_id id) {
    uint32_t slot = id.value & 0xff;
    if (slot >= process_table.slot_count) {
        return nullptr;
    }
    struct process *process = process_table.slots[slot];
    if (process == nullptr || process->id.value != id.value || !process_is_live(process)) {
        return nullptr;
    }
    return process;
}

// The process with this id, live or ended, or null.
static inline struct process *process_find_any(struct process_id id) {
    uint32_t slot = id.value & 0xff;
    struct process *process = slot < process_table.slot_count ? process_table.slots[slot] : nullptr;
    return process != nullptr && process_id_equal(process->id, id) ? process : nullptr;
}

// The RAM its stack must lie in.
static inline struct arch_stack_limits process_stack_limits(const struct process *process) {
    struct arch_stack_limits limits = {process->memory.start, process->app_break};
    return limits;
}

// Whether the scheduler may pick it.
static inline bool process_is_ready(const struct process *process) {
    return (process_table.ready >> process_slot(process) & 1) != 0;
}

// Changes its state, and whether it is ready.
void process_set_state(struct process *process, enum process_state state);

// Nothing is pending of what its state waits for: it is not ready.
static inline void process_wait(const struct process *process) {
    process_table.ready &= ~(UINT32_C(1) << process_slot(process));
}
void process_set_stopped(struct process *process, bool stopped);

// What the process itself loses when it ends: for process_end() and process_restart().
void process_clear(struct process *process, enum process_state state);

// Ends the process: upcalls, grants and allowed buffers are gone, its id finds nothing. state is
// PROCESS_FAULTED or PROCESS_TERMINATED. No grant of it may be entered.
[[gnu::always_inline]] static inline void process_end(struct process *process,
                                                      enum process_state state) {
    ipc_on_end(process);
    process_clear(process, state);
}

// Starts it afresh, with a new id and its RAM as at creation. No grant of it may be entered.
void process_restart(struct process *process);

// The process did something that it cannot be allowed to go on after. Says so on debug(), then does
// what its fault policy says. cause: in words; null for a fault that the processor reported.
void process_fault(struct process *process, const char *cause);

// The cause when a return value, an upcall or the entry point finds no place there.
#define PROCESS_NO_STACK "no room on its stack"

// "running", ...; "stopped" is said apart from it.
const char *process_state_name(enum process_state state);

// Characters of a name that are shown.
enum : uint32_t { PROCESS_NAME_MOST = 32 };

// How many drivers hold a grant of it.
uint8_t process_count_grants(const struct process *process);

// Its state in a word or two: "running", "stopped, yielded", ...
void process_write_state(const struct process *process, struct writer *writer);

// What a person wants to know of it: name and state, counters, last system call, memory map
// (kernel/process/map.h), but no registers. Row number row, at most 256 characters, or nothing;
// false: there is no such row, nor a further one.
bool process_write_row(const struct process *process, uint32_t row, struct writer *writer);

// All its rows, and what process_print_calls() has to say.
void process_print(const struct process *process, struct writer *writer);

// The part of it for more of the last system calls: nothing, unless the board keeps them.
void process_print_calls(const struct process *process, struct writer *writer);
