// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "kernel/storage/storage_policies.h"

static uint32_t write_id(const struct storage_policy *policy, struct process_id process) {
    (void)policy;
    (void)process;
    return 0;
}

static bool may(const struct storage_policy *policy, struct process_id process, uint32_t owner) {
    (void)policy;
    (void)process;
    (void)owner;
    return false;
}

static const struct storage_policy_ops ops = {write_id, may, may};
const struct storage_policy storage_none = {&ops};
