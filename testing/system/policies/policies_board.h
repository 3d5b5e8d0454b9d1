// SPDX-License-Identifier: Apache-2.0 OR MIT
// imix with console, alarm, random numbers, read-only state and process information, for boards
// that differ in their policies: each is a main() that names them.
#pragma once

#include "kernel/driver.h"
#include "kernel/kernel.h"
#include "kernel/scheduler/alarm_timer.h"

enum { POLICIES_SLOTS = 4 };

struct policies {
    struct scheduler *scheduler;
    struct scheduler_timer *timer;
    const struct fault_policy *fault_policy;
    const struct syscall_filter *filter; // Null: none.
    struct driver *more;                 // One more driver, number POLICIES_MORE; null: none.
};

enum : uint32_t { POLICIES_MORE = 0xF0000 };

// For the policies: a scheduler's timer on an alarm, and an alarm for restarts.
extern struct alarm_timer policies_slice_timer;
extern struct alarm *const policies_restart_alarm;

// Starts the chip, has start called (which may be null), loads the applications and runs them.
[[noreturn]] void policies_run(const struct policies *policies, void (*start)(void));
