// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "kernel/process/process.h"
#include "kernel/storage/storage_policies.h"

static uint32_t write_id(const struct storage_policy *policy, struct process_id id) {
    (void)policy;
    const struct process *process = process_find(id);
    return process == nullptr ? 0 : process->short_id;
}

static bool may(const struct storage_policy *policy, struct process_id id, uint32_t owner) {
    return write_id(policy, id) == owner;
}

static const struct storage_policy_ops ops = {write_id, may, may};
const struct storage_policy storage_own = {&ops};
