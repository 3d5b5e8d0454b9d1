// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: scope
// Two declarations for the one that grant_enter() closes.
#include "kernel/grant.h"

[[maybe_unused]] static enum errorcode f(const struct driver *driver, struct process_id process) {
    grant_enter(first = {}; struct grant_scope scope, driver, process);
    return first.error == E_OK ? scope.error : E_FAIL;
}
