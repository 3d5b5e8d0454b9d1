// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: call
// The grant is left, and what it lent used on.
#include "kernel/grant.h"

[[maybe_unused]] static size_t f(const struct driver *driver, struct process_id process) {
    grant_enter(scope, driver, process);
    struct slice bytes = grant_readonly(&scope, 0);
    grant_close(&scope);
    return bytes.length;
}
