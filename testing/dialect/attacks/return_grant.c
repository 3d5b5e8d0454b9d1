// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: scope
// A pointer into a grant, returned.
#include "kernel/grant.h"

struct state {
    uint32_t count;
};

static const struct driver_ops operations = {.layout = {.state_size = sizeof(struct state)}};

static struct state *enter(const struct driver *driver, struct process_id process) {
    grant_enter(scope, driver, process);
    struct state *state = grant_state(scope, operations, struct state);
    return state;
}

[[maybe_unused]] static void f(const struct driver *driver, struct process_id process) {
    enter(driver, process)->count = 1;
}
