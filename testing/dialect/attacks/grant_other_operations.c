// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: grant
// The operations of another source: the grant's type is that one's to say.
#include "kernel/grant.h"
#include "testing/dialect/neighbour.h"

struct state {
    uint32_t number;
};

[[maybe_unused]] static void f(const struct driver *driver, struct process_id process) {
    grant_enter(scope, driver, process);
    struct state *state = grant_state(scope, neighbour_ops, struct state);
    state->number = 77;
}
