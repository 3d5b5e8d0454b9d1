// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: scope
// A process's bytes, kept.
#include "kernel/grant.h"

static struct slice kept;

[[maybe_unused]] static void f(const struct driver *driver, struct process_id process) {
    grant_enter(scope, driver, process);
    kept = grant_readonly(&scope, 0);
}
