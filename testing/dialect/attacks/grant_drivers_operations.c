// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: grant
// The operations that a driver happens to have: whatever type its grant is of.
#include "kernel/grant.h"

struct state {
    uint32_t number;
};

[[maybe_unused]] static void f(const struct driver *driver, struct process_id process) {
    grant_enter(scope, driver, process);
    struct state *state = grant_state(scope, *driver->ops, struct state);
    state->number = 77;
}
