// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: grant
// A slice kept in the grant.
#include "kernel/grant.h"

struct state {
    struct slice_mut bytes;
};

static const struct driver_ops operations = {.layout = {.state_size = sizeof(struct state)}};

[[maybe_unused]] static void f(const struct driver *driver, struct process_id process) {
    grant_enter(scope, driver, process);
    grant_state(scope, operations, struct state)->bytes = grant_readwrite(&scope, 0);
}
