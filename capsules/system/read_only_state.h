// SPDX-License-Identifier: Apache-2.0 OR MIT
// Read-only state: an application reads what the kernel knows in its own memory, without a system
// call. System call driver 0x9 (Tock: doc/syscalls/00009_ros.md).
//
//     command 0                       success.
//     command 1                       success with the layout's version: 1.
//     userspace-readable allow 0      where the state is to be, which is version 1:
//         word 0     how often the process was switched to since its first allow
//         word 1     how many upcalls are pending for it
//         word 2, 3  the time in ticks of the alarm: its lower half is the alarm's counter
// Words are little-endian. All are brought up to date before the process goes on, whatever it was
// stopped by: as long as word 0 stays, what was read is of one moment. A shorter buffer gets the
// words that it has room for, the time whole or not at all; in a longer one the rest is left
// alone.
// Errors: E_NOMEM (of Allow) no room for the grant.
//
// Wiring:
//     static struct read_only_state read_only_state = {
//         .driver = {.ops = &read_only_state_driver_ops},
//         .time = &wide_time,
//         .management = &process_management_capability,
//     };
//     ... read_only_state_init(&read_only_state)
// A board that has it pays for it at each switch to a process that uses it.
#pragma once

#include "capsules/core/wide_time.h"
#include "kernel/capability.h"
#include "kernel/driver.h"
#include "kernel/process/watch.h"

enum : uint32_t { READ_ONLY_STATE_DRIVER_NUMBER = 0x9 };

extern const struct driver_ops read_only_state_driver_ops;

struct read_only_state {
    struct driver driver;                                   // .ops set by the board.
    struct wide_time *time;                                 // Set by the board.
    const struct process_management_capability *management; // Set by the board.

    struct process_watcher watcher;
};

// Has the kernel tell the driver of each switch. Called once, before processes run.
void read_only_state_init(struct read_only_state *state);
