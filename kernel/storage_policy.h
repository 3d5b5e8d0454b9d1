// SPDX-License-Identifier: Apache-2.0 OR MIT
// What applications may do with what is kept in storage across their restarts and updates (Tock's
// TRD "Application Persistent Data Storage Permissions").
//
// Every stored object carries the identifier of its owner: the short id of the application that
// wrote it, or 0 for the kernel. A storage capsule gets from the board a policy, and the capability
// to ask it about the process that calls:
//   to store a new object     storage_write_id(), and marks the object with it;
//   to read one               storage_may_read() with the object's identifier;
//   to change or remove one   storage_may_modify() with it; the identifier stays.
// Where a policy says no, it answers NOSUPPORT, as if there were no such object (TRD, 6.1). An
// application without a fixed short id may do nothing (5).
#pragma once

#include <stdint.h>

#include "kernel/capability.h"
#include "kernel/process_id.h"

struct storage_policy;

struct storage_policy_ops {
    uint32_t (*write_id)(const struct storage_policy *policy, struct process_id process);
    bool (*may_read)(const struct storage_policy *policy, struct process_id process,
                     uint32_t owner);
    bool (*may_modify)(const struct storage_policy *policy, struct process_id process,
                       uint32_t owner);
};

struct storage_policy {
    const struct storage_policy_ops *ops;
};

// What the process's new objects are marked with; 0: it may store nothing, or has ended.
static inline uint32_t storage_write_id(const struct storage_policy *policy,
                                        struct process_id process,
                                        const struct application_storage_capability *capability) {
    capability_require(capability);
    return policy->ops->write_id(policy, process);
}

// Whether the process may read objects of this owner. The kernel's, 0, are never an application's.
static inline bool storage_may_read(const struct storage_policy *policy, struct process_id process,
                                    uint32_t owner,
                                    const struct application_storage_capability *capability) {
    capability_require(capability);
    return owner != 0 && policy->ops->may_read(policy, process, owner);
}

// Whether it may change or remove them.
static inline bool storage_may_modify(const struct storage_policy *policy,
                                      struct process_id process, uint32_t owner,
                                      const struct application_storage_capability *capability) {
    capability_require(capability);
    return owner != 0 && policy->ops->may_modify(policy, process, owner);
}
