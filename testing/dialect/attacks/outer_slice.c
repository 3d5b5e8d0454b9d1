// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: scope
// A process's bytes in a variable of an outer block.
#include "kernel/grant.h"

static const uint8_t nothing[1];

[[maybe_unused]] static uint8_t f(const struct driver *driver, struct process_id process) {
    struct slice bytes = SLICE(nothing);
    {
        grant_enter(scope, driver, process);
        bytes = grant_readonly(&scope, 0);
    }
    return slice_get(bytes, 0);
}
