// SPDX-License-Identifier: Apache-2.0 OR MIT
// Fake kernel for capsule tests: implements kernel/grant.h, kernel/deferred_call.h and
// kernel/debug.h over a table of fake processes that the test controls. Link it instead of the real
// ones.
//
//     fake_kernel_reset();
//     struct process_id process = fake_process_new();
//     fake_process_allow_readonly(process, &console.driver, 1, SLICE(text));
//     struct command_return r = fake_command(&console.driver, process, 1, 5, 0);
//     ... let the fake UART finish ...
//     struct fake_upcall upcall = fake_process_yield(process);
//
// A process that is killed frees its grants, so that a sanitizer sees a capsule that kept a pointer
// into one. All functions trap on what the real kernel would never do.
#pragma once

#include "kernel/driver.h"
#include "kernel/slice.h"

enum { FAKE_PROCESSES = 8, FAKE_UPCALLS = 16, FAKE_ALLOWS = 4 };

struct fake_upcall {
    bool valid; // False: none was queued.
    const struct driver *driver;
    uint32_t number;
    uint32_t argument[3];
};

// Kills every process, forgets deferred calls and debug text.
void fake_kernel_reset(void);

// A new process in the lowest free slot, with room for any grant.
struct process_id fake_process_new(void);

// Ends a process: its grants and upcalls are gone, its id is stale.
void fake_process_kill(struct process_id process);

// Ends a process and starts another in its slot.
struct process_id fake_process_restart(struct process_id process);

// Whether new grants of the process are allocated, or fail with E_NOMEM.
void fake_process_set_grant_room(struct process_id process, bool room);

// How many upcalls its queue holds from now on; at most FAKE_UPCALLS, which is the default.
void fake_process_set_upcall_room(struct process_id process, uint32_t count);

// What the Allow system calls do: replace the buffer. Allocates the grant, as they do. An empty
// slice revokes it.
void fake_process_allow_readonly(struct process_id process, const struct driver *driver,
                                 uint32_t number, struct slice buffer);
void fake_process_allow_readwrite(struct process_id process, const struct driver *driver,
                                  uint32_t number, struct slice_mut buffer);

// Takes the oldest queued upcall.
struct fake_upcall fake_process_yield(struct process_id process);

// How many upcalls are queued.
uint32_t fake_process_upcalls(struct process_id process);

// What the Command system call does.
struct command_return fake_command(struct driver *driver, struct process_id process,
                                   uint32_t number, uint32_t argument1, uint32_t argument2);

// How many grants are entered: 0 outside of capsule code.
uint32_t fake_grants_entered(void);

// Runs deferred calls until none is pending, those in the background whenever no other is. Returns
// how many ran; traps after 1000.
uint32_t fake_deferred_calls_run(void);

// The same without those in the background: what runs before a process has its turn.
uint32_t fake_foreground_calls_run(void);

// What was written to debug() since the last reset, zero-terminated.
const char *fake_debug_text(void);
