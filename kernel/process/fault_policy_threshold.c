// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "kernel/process/fault_policy_threshold.h"

#include "kernel/container.h"

enum fault_action fault_policy_threshold_action(const struct fault_policy *policy,
                                                struct process_id process, uint32_t restarts) {
    const struct fault_policy_threshold *self =
        container_of(policy, const struct fault_policy_threshold, policy);
    return restarts < self->restarts ? FAULT_ACTION_RESTART
                                     : self->then->action(self->then, process, restarts);
}
