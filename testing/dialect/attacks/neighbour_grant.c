// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: private
// Another capsule's grant.
#include "kernel/grant.h"
#include "testing/dialect/neighbour.h"

[[maybe_unused]] static enum errorcode f(struct neighbour *neighbour, struct process_id process) {
    grant_enter(scope, &neighbour->driver, process);
    return scope.error;
}
