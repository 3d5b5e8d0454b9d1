// SPDX-License-Identifier: Apache-2.0 OR MIT
// A system call driver: the side of a capsule that processes reach with Command, Subscribe and
// Allow.
//
// A capsule embeds a struct driver and points it to a constant operations table. The board lists
// its drivers with their numbers (kernel/kernel.h); being on that list is what gives a driver its
// grant. Subscribe and Allow never reach the capsule: the kernel keeps upcalls and allowed buffers
// in the process's grant and lends them to the capsule in a grant scope (kernel/grant.h).
#pragma once

#include <stddef.h>

#include "kernel/command.h"
#include "kernel/process_id.h"

struct driver;

// What the kernel allocates, per process, the first time that a process uses the driver. All of it
// lies in the process's own memory block, out of the process's reach. The four counts are at most
// 255 together, else kernel_loop() panics.
struct driver_layout {
    uint8_t upcalls;     // Subscribe numbers 0 .. upcalls - 1 exist.
    uint8_t readonly;    // Read-only allow numbers.
    uint8_t readwrite;   // Read-write allow numbers (userspace-readable allow shares none of them).
    uint8_t readable;    // Userspace-readable allow numbers.
    uint16_t state_size; // Bytes of the capsule's own state per process, zeroed; 8-byte aligned.
};

struct driver_ops {
    // Command (TRD 104, 4.3). number 0 must return success: the driver exists. An unknown number
    // returns E_NOSUPPORT. Runs to completion; long operations are split-phase and end in an
    // upcall.
    struct command_return (*command)(struct driver *driver, struct process_id caller,
                                     uint32_t number, uint32_t argument1, uint32_t argument2);
    struct driver_layout layout;
};

struct driver {
    const struct driver_ops *ops;
    uint8_t grant; // The kernel's: index into each process's grant table; set by kernel_init().
};
