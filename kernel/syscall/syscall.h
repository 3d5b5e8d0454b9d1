// SPDX-License-Identifier: Apache-2.0 OR MIT
// System calls: all classes of TRD 104, and class 7 (userspace-readable allow). One file a class:
// yield.c, subscribe.c, allow.c, memop.c; command and exit are short and in syscall.c.
//
// Trusts nothing in a call. Whatever a process passes, it gets a return value or faults alone.
#pragma once

#include "kernel/command.h"
#include "kernel/grant/record.h"
#include "kernel/kernel.h"
#include "kernel/process/memory.h"
#include "kernel/process/process.h"
#include "kernel/syscall/filter.h"

enum syscall_class : uint32_t {
    SYSCALL_YIELD = 0,
    SYSCALL_SUBSCRIBE = 1,
    SYSCALL_COMMAND = 2,
    SYSCALL_ALLOW_READWRITE = 3,
    SYSCALL_ALLOW_READONLY = 4,
    SYSCALL_MEMOP = 5,
    SYSCALL_EXIT = 6,
    SYSCALL_ALLOW_READABLE = 7,
};

// Serves process->last_syscall, made by a running process. Afterwards the process is still running
// with its return value set, or waits, or has ended.
void syscall_handle(const struct kernel *kernel, struct process *process);

// The parts of it. entry: the driver as the board lists it.
void syscall_yield(const struct kernel *kernel, struct process *process);
struct command_return syscall_subscribe(const struct kernel *kernel, struct process *process,
                                        const struct driver_entry *entry);
struct command_return syscall_allow(const struct kernel *kernel, struct process *process,
                                    const struct driver_entry *entry, enum grant_kind kind);
struct command_return syscall_memop(struct process *process);

// Whether Subscribe takes a function: null, or one in the process's own flash.
static inline bool syscall_is_upcall(const struct process *process, uint32_t function) {
    return function == 0 || process_may_execute(process, function);
}

// Calls the oldest pending upcall in the process, which continues in it. False: none is pending.
bool syscall_deliver(struct process *process);

// The driver with this number as the board lists it, or null.
const struct driver_entry *syscall_driver(const struct kernel *kernel, uint32_t number);

// Where it stands in that list: its index in processes' grant tables.
static inline uint32_t syscall_driver_index(const struct kernel *kernel,
                                            const struct driver_entry *entry) {
    return (uint32_t)(entry - kernel->drivers);
}
