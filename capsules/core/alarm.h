// SPDX-License-Identifier: Apache-2.0 OR MIT
// Alarms for processes: each has one. System call driver 0 (Tock: doc/syscalls/00000_alarm.md).
//
//     command 0                 success.
//     command 1                 success with the counter's frequency in Hz.
//     command 2                 success with the counter's value in ticks.
//     command 3                 stop: success; E_ALREADY if the process's alarm is not set.
//     command 5 (dt)            set to dt ticks from now: success with the tick at which it is due.
//     command 6 (reference, dt) set to dt ticks after reference, which is in the past: result as
//                               command 5. Due already if the counter is not within
//                               [reference, reference + dt).
//     upcall 0 (now, due)       the counter's value then, and the tick at which it was due.
// Setting replaces an alarm that is set. Errors: E_NOMEM no room for the grant. Command 4 is
// obsolete: E_NOSUPPORT.
//
// One alarm of the HIL serves all processes. Those whose alarms are not due cost nothing when
// another's is (deadline.h). What waits is not in grants, since a process may die while it does;
// its grant is there from when it first sets its alarm on, so that no alarm is lost for want of it.
//
// Wiring:
//     static struct deadline alarm_entries[PROCESS_SLOTS];
//     static struct alarm_of_process alarms[PROCESS_SLOTS];
//     static struct alarm_driver alarm_driver = {
//         .driver = {.ops = &alarm_driver_ops},
//         .alarm = &ast.alarm,
//         .queue = {.entries = SPAN(alarm_entries)},
//         .alarms = SPAN(alarms),
//     };
//     ... alarm_driver_init(&alarm_driver)
#pragma once

#include "capsules/core/deadline.h"
#include "hil/time.h"
#include "kernel/driver.h"
#include "kernel/span.h"

enum : uint32_t { ALARM_DRIVER_NUMBER = 0 };

extern const struct driver_ops alarm_driver_ops;

// The driver's: who last set the alarm of a process slot, and the tick at which it is due.
struct alarm_of_process {
    struct process_id owner;
    uint32_t due;
};

struct alarm_driver {
    struct driver driver;        // .ops set by the board.
    struct alarm *alarm;         // Set by the board; the driver becomes its client.
    struct deadline_queue queue; // .entries set by the board: one for each process slot.
    SPAN_OF(struct alarm_of_process) alarms; // Set by the board: likewise.

    struct alarm_client client;
};

// Wires driver and alarm together. Called once, before processes run.
void alarm_driver_init(struct alarm_driver *driver);
