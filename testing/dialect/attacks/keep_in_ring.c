// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: scope
// A ring over what a grant holds, kept.
#include "kernel/grant.h"
#include "kernel/ring.h"

struct state {
    uint8_t bytes[8];
};

static struct ring kept;

static const struct driver_ops operations = {.layout = {.state_size = sizeof(struct state)}};

[[maybe_unused]] static void f(const struct driver *driver, struct process_id process) {
    grant_enter(scope, driver, process);
    struct state *state = grant_state(scope, operations, struct state);
    struct ring ring = RING(state->bytes);
    kept = ring;
}
