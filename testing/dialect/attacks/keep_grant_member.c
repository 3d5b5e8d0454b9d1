// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: scope
// A pointer to a part of a grant, kept.
#include "kernel/grant.h"

struct entry {
    uint32_t value;
};
struct state {
    struct entry entries[4];
};
static struct entry *kept;

static const struct driver_ops operations = {.layout = {.state_size = sizeof(struct state)}};

[[maybe_unused]] static void f(const struct driver *driver, struct process_id process) {
    grant_enter(scope, driver, process);
    struct state *state = grant_state(scope, operations, struct state);
    kept = &state->entries[0];
}
