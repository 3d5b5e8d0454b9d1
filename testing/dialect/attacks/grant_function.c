// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: grant
// A function type as the state: its code would be what the grant holds.
#include "kernel/grant.h"

typedef void code(void);

static const struct driver_ops operations = {};

[[maybe_unused]] static void f(const struct driver *driver, struct process_id process) {
    grant_enter(scope, driver, process);
    grant_state(scope, operations, code)();
}
