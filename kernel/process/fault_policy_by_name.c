// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "kernel/process/fault_policy_by_name.h"

#include "kernel/container.h"
#include "kernel/process/process.h"

static bool is_called(const struct process *process, const char *name) {
    uint32_t i = 0;
    while (i < process->name_length && name[i] != 0 && (uint8_t)name[i] == process->name[i]) {
        i++;
    }
    return i == process->name_length && name[i] == 0;
}

enum fault_action fault_policy_by_name_action(const struct fault_policy *policy,
                                              struct process_id process, uint32_t restarts) {
    const struct fault_policy_by_name *self =
        container_of(policy, const struct fault_policy_by_name, policy);
    const struct process *faulted = process_find(process);
    const struct fault_policy *chosen = self->otherwise;
    for (size_t i = 0; faulted != nullptr && i < self->choices.count; i++) {
        const struct fault_policy_choice *choice = span_at(self->choices, i);
        if (is_called(faulted, choice->name)) {
            chosen = choice->policy;
            break;
        }
    }
    return chosen->action(chosen, process, restarts);
}
