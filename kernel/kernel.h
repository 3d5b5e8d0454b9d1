// SPDX-License-Identifier: Apache-2.0 OR MIT
// The kernel as a board sees it: one constant structure that says what it is made of, and the main
// loop. The board wires a struct kernel with designated initialisers, calls kernel_init(), creates
// its processes (kernel/loader) and ends in kernel_loop().
#pragma once

#include "kernel/capability.h"
#include "kernel/chip.h"
#include "kernel/driver.h"
#include "kernel/format.h"
#include "kernel/scheduler_timer.h"

struct fault_policy;   // kernel/process/fault_policy.h
struct process;        // kernel/process/process.h
struct scheduler;      // kernel/scheduler/scheduler.h
struct syscall_filter; // kernel/syscall/filter.h

// A system call driver under its number (doc/syscalls of Tock: 0 alarm, 1 console, ...).
struct driver_entry {
    uint32_t number;
    struct driver *driver; // Static; its grant index is set by kernel_init().
};

enum {
    KERNEL_PROCESS_SLOTS_MAX = 32, // The scheduler keeps a bit for each.
    KERNEL_DRIVERS_MAX = 255,
};

// Everything here is the board's and lives as long as the image. Tables lie in flash but for the
// process table.
struct kernel {
    const struct driver_entry *drivers; // Ascending by number, each number once.
    uint32_t driver_count;
    struct process **processes; // One pointer a slot, in RAM, all null at boot.
    uint32_t process_slots;     // At most KERNEL_PROCESS_SLOTS_MAX.
    struct scheduler *scheduler;
    struct scheduler_timer *timer;
    struct chip *chip;
    const struct fault_policy *fault_policy; // For processes whose image names none.
    const struct syscall_filter *filter;     // Null: a process may use every driver.
    const char *version;                     // What a panic prints; may be null.
    struct writer *panic_writer;             // Writes before it returns; may be null.
    void (*panic_end)(void); // A panic's last step, never to return; null: the processor halts.
};

// Makes kernel the running system's kernel, and switches memory protection on: the guard against
// null pointers in kernel and capsules holds from here on. Once, before anything else of the kernel
// is used. Panics if the processor has no protection.
void kernel_init(const struct kernel *kernel);

// Checks the table of drivers, and panics if it is not as it must be. Then runs the system:
// interrupts first, then deferred calls, then processes; sleeps when there is nothing to do.
[[noreturn]] void kernel_loop(const struct kernel *kernel,
                              const struct main_loop_capability *capability);

// One round of kernel_loop(): what a test steps through.
void kernel_step(const struct kernel *kernel, const struct main_loop_capability *capability);
