// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: grant
// Pointers in the grant, by an array type.
#include "kernel/grant.h"

struct state {
    const char *names[4];
};

static const struct driver_ops operations = {.layout = {.state_size = sizeof(struct state)}};

[[maybe_unused]] static bool f(const struct driver *driver, struct process_id process) {
    grant_enter(scope, driver, process);
    return grant_state(scope, operations, struct state)->names[0] == nullptr;
}
