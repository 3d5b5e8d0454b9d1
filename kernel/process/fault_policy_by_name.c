// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "kernel/process/fault_policy_by_name.h"

#include "kernel/container.h"
#include "kernel/process/process.h"

static const struct fault_policy *choose(const struct fault_policy_by_name *self,
                                         struct slice name) {
    for (size_t i = 0; i < self->choices.count; i++) {
        const struct fault_policy_choice *choice = span_at(self->choices, i);
        if (slice_equal(name, slice_from_string(choice->name))) {
            return choice->policy;
        }
    }
    return self->otherwise;
}

enum fault_action fault_policy_by_name_action(const struct fault_policy *policy,
                                              struct process_id process, uint32_t restarts) {
    const struct fault_policy_by_name *self =
        container_of(policy, const struct fault_policy_by_name, policy);
    const struct process *faulted = process_find(process);
    const struct fault_policy *chosen =
        faulted != nullptr ? choose(self, process_name(faulted)) : self->otherwise;
    return chosen->action(chosen, process, restarts);
}
