// SPDX-License-Identifier: Apache-2.0 OR MIT
// Process information: an application looks at the processes of the board, and changes nothing.
// System call driver 0x10002, as Tock numbers its own.
//
//     command 0                success.
//     command 1                how many processes there are, ended ones included.
//     command 2                fills read-write buffer 0 with their ids, one 32-bit word each.
//     command 3                the same with their short ids; 0: none but a locally unique one.
//     command 4 (id)           the name of the process, and a zero if there is room.
//     command 5 (id)           four words: time slices used up, system calls, restarts, state
//                              (enum process_info_state).
// Words are little-endian; what has no room in the buffer is left out. Commands 2 and 3 return how
// many processes there are, which may be more than had room. An id is good until its process
// restarts.
// Errors: E_INVAL  no process has the id;
//         E_NOMEM  no room for the grant.
// Tock's command 10, which stops and starts processes, is E_NOSUPPORT: that is for people
// (capsules/system/process_console.h) and policies, not for an application.
//
// Wiring:
//     static struct process_info_driver process_info_driver = {
//         .driver = {.ops = &process_info_driver_ops},
//         .management = &process_management_capability,
//     };
#pragma once

#include "kernel/capability.h"
#include "kernel/driver.h"

enum : uint32_t { PROCESS_INFO_DRIVER_NUMBER = 0x10002 };

extern const struct driver_ops process_info_driver_ops;

struct process_info_driver {
    struct driver driver;                                   // .ops set by the board.
    const struct process_management_capability *management; // Set by the board.
};
