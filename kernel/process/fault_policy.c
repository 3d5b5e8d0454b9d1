// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "kernel/process/fault_policy.h"

static enum fault_action stop(const struct fault_policy *policy, struct process_id process,
                              uint32_t restarts) {
    (void)policy;
    (void)process;
    (void)restarts;
    return FAULT_ACTION_STOP;
}

static enum fault_action restart(const struct fault_policy *policy, struct process_id process,
                                 uint32_t restarts) {
    (void)policy;
    (void)process;
    (void)restarts;
    return FAULT_ACTION_RESTART;
}

static enum fault_action end_system(const struct fault_policy *policy, struct process_id process,
                                    uint32_t restarts) {
    (void)policy;
    (void)process;
    (void)restarts;
    return FAULT_ACTION_PANIC;
}

const struct fault_policy fault_policy_stop = {.action = stop};
const struct fault_policy fault_policy_restart = {.action = restart};
const struct fault_policy fault_policy_panic = {.action = end_system};
