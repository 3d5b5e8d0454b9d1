// SPDX-License-Identifier: Apache-2.0 OR MIT
// A fault policy: restart, but only so many times; then do as another policy says.
//
//     static const struct fault_policy_threshold policy = {
//         .policy = {.action = fault_policy_threshold_action},
//         .restarts = 3,
//         .then = &fault_policy_stop,
//     };
//     ... .fault_policy = &policy.policy
#pragma once

#include "kernel/process/fault_policy.h"

struct fault_policy_threshold {
    struct fault_policy policy;
    uint32_t restarts; // A process that was started again this often is not restarted any more.
    const struct fault_policy *then;
};

enum fault_action fault_policy_threshold_action(const struct fault_policy *policy,
                                                struct process_id process, uint32_t restarts);
