// SPDX-License-Identifier: Apache-2.0 OR MIT
// accepted
#include "kernel/grant.h"

struct state {
    uint32_t ticks;
};

static const struct driver_ops operations = {.layout = {.state_size = sizeof(struct state)}};

[[maybe_unused]] static bool is_set(const struct driver *driver, struct process_id process) {
    grant_enter(scope, driver, process);
    const struct state *state = grant_state(scope, operations, struct state);
    return state != nullptr && state->ticks != 0;
}
