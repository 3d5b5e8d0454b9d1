// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: grant
// The capsule's own operations, defined in its other source, where the grant may be of another
// type.
#include "testing/dialect/attacks/grant_other_source.h"

#include "kernel/grant.h"

struct state {
    bool flag;
};

[[maybe_unused]] static bool f(const struct driver *driver, struct process_id process) {
    grant_enter(scope, driver, process);
    struct state *state = grant_state(scope, grant_other_source_ops, struct state);
    return state->flag;
}
