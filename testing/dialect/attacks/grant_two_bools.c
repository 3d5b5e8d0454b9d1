// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: grant
// Two types of one size: what was written as a number is read as a bool, neither false nor true.
#include "kernel/grant.h"

struct numbers {
    uint8_t number;
};

struct flags {
    bool flag;
};

static const struct driver_ops operations = {.layout = {.state_size = sizeof(struct numbers)}};

[[maybe_unused]] static bool f(const struct driver *driver, struct process_id process) {
    grant_enter(scope, driver, process);
    struct numbers *numbers = grant_state(scope, operations, struct numbers);
    if (numbers == nullptr) {
        return false;
    }
    numbers->number = 77;
    struct flags *flags = grant_state(scope, operations, struct flags);
    return flags->flag;
}
