// SPDX-License-Identifier: Apache-2.0 OR MIT
// A fault policy: a process that faults starts again after a while, and after twice that while each
// time that it faults anew, up to a longest one. One that has run for the longest while without a
// fault begins with the first one again.
//
// Says on the debug output when the process will start. One that somebody starts before that is not
// started twice.
//
// Wiring:
//     static struct virtual_alarm restart_alarm;
//     static struct fault_policy_backoff_process restarts[PROCESS_SLOTS];
//     static struct fault_policy_backoff_state restart_state = {
//         .alarm = &restart_alarm.alarm,
//         .management = &process_management_capability,
//         .processes = SPAN(restarts),
//     };
//     static const struct fault_policy_backoff policy = {
//         .policy = {.action = fault_policy_backoff_action},
//         .first = 100,
//         .longest = 60000,
//         .state = &restart_state,
//     };
//     ... fault_policy_backoff_init(&restart_state) ...
//     ... .fault_policy = &policy.policy
#pragma once

#include "hil/time.h"
#include "kernel/capability.h"
#include "kernel/process/fault_policy.h"
#include "kernel/span.h"

// What is known of the process in a slot. All of it is the policy's.
struct fault_policy_backoff_process {
    struct process_id process; // That waits to be started.
    bool waits;
    uint32_t since;   // Ticks: when its wait began,
    uint32_t ticks;   // and how long it is.
    uint32_t delay;   // The same in milliseconds; 0: it has not faulted yet.
    uint32_t started; // Ticks: when its last wait ended.
};

struct fault_policy_backoff_state {
    // The board's.
    struct alarm *alarm; // Nobody else's.
    const struct process_management_capability *management;
    SPAN_OF(struct fault_policy_backoff_process) processes; // One a slot of the process table.
    // The policy's.
    struct alarm_client client;
};

struct fault_policy_backoff {
    struct fault_policy policy;
    uint32_t first;   // Milliseconds, > 0.
    uint32_t longest; // Milliseconds, at most an hour.
    struct fault_policy_backoff_state *state;
};

// After the alarm was set up, before processes run. Once.
void fault_policy_backoff_init(struct fault_policy_backoff_state *state);

enum fault_action fault_policy_backoff_action(const struct fault_policy *policy,
                                              struct process_id process, uint32_t restarts);
