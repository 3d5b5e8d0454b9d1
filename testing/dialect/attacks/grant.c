// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: prefix
// A capsule with the kernel's name defines what the kernel does.
#include "kernel/grant.h"

bool grant_next(const struct driver *driver, struct process_id *process) {
    return driver->ops != nullptr && process_id_is_none(*process);
}
