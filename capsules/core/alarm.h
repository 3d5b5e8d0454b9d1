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
// One alarm of the HIL serves all processes. The driver remembers what it is set to, so setting a
// later one touches no other process; all are looked at when it fires, and when a process stops
// the one that was next.
//
// Wiring:
//     static struct alarm_driver alarm_driver = {
//         .driver = {.ops = &alarm_driver_ops},
//         .alarm = &process_alarm.alarm,
//     };
//     ... alarm_driver_init(&alarm_driver)
#pragma once

#include "hil/time.h"
#include "kernel/driver.h"

enum : uint32_t { ALARM_DRIVER_NUMBER = 0 };

extern const struct driver_ops alarm_driver_ops;

struct alarm_driver {
    struct driver driver; // .ops set by the board.
    struct alarm *alarm;  // Set by the board; the driver becomes its client.

    struct alarm_client client;
    // What alarm is set to, if it is armed.
    uint32_t reference;
    uint32_t dt;
};

// Wires driver and alarm together. Called once, before processes run.
void alarm_driver_init(struct alarm_driver *driver);
