// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: scope
// A pointer into a grant, kept in a structure of the own making by a macro.
#include "kernel/grant.h"
#include "kernel/optional.h"

struct state {
    uint32_t number;
};

static OPTIONAL_OF(struct state *) kept;

static const struct driver_ops operations = {.layout = {.state_size = sizeof(struct state)}};

[[maybe_unused]] static void f(const struct driver *driver, struct process_id process) {
    grant_enter(scope, driver, process);
    struct state *state = grant_state(scope, operations, struct state);
    optional_set(kept, state);
}
