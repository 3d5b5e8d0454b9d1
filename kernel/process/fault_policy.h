// SPDX-License-Identifier: Apache-2.0 OR MIT
// What the kernel does with a process that faulted. The board chooses one for all processes
// (kernel/kernel.h), which may itself choose by the process's name (fault_policy_by_name.h); an
// image may carry its own. More policies: fault_policy_threshold.h, and
// fault_policy_backoff.h.
#pragma once

#include <stdint.h>

#include "kernel/process_id.h"

enum fault_action : uint8_t {
    FAULT_ACTION_STOP,    // It stays as it is, for a person to look at, and never runs again.
    FAULT_ACTION_RESTART, // It starts again from its entry point with a new id.
    FAULT_ACTION_PANIC,   // The kernel panics.
};

struct fault_policy {
    // process is still alive here. restarts: how often it was started again since it was created,
    // for whatever reason.
    enum fault_action (*action)(const struct fault_policy *policy, struct process_id process,
                                uint32_t restarts);
};

// The three fixed answers.
extern const struct fault_policy fault_policy_stop;
extern const struct fault_policy fault_policy_restart;
extern const struct fault_policy fault_policy_panic;
