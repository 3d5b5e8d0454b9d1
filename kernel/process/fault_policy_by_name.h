// SPDX-License-Identifier: Apache-2.0 OR MIT
// A fault policy that is another one for each process: by its name.
//
//     static const struct fault_policy_choice choices[] = {
//         {"sensor", &threshold.policy},
//         {"safety", &fault_policy_panic},
//     };
//     static const struct fault_policy_by_name policy = {
//         .policy = {.action = fault_policy_by_name_action},
//         .choices = SPAN(choices),
//         .otherwise = &fault_policy_stop,
//     };
#pragma once

#include "kernel/process/fault_policy.h"
#include "kernel/span.h"

struct fault_policy_choice {
    const char *name; // The whole package name.
    const struct fault_policy *policy;
};

struct fault_policy_by_name {
    struct fault_policy policy;
    SPAN_OF(const struct fault_policy_choice) choices; // The first that fits counts.
    const struct fault_policy *otherwise;
};

enum fault_action fault_policy_by_name_action(const struct fault_policy *policy,
                                              struct process_id process, uint32_t restarts);
