// SPDX-License-Identifier: Apache-2.0 OR MIT
// Who wants to know that a process goes on: a driver that keeps something up to date in processes'
// memory. There is one of it in an image; an image without it pays nothing.
//
// Wiring, in the driver's _init():
//     self->watcher.ops = &watcher_ops;
//     process_watch(&self->watcher, &self->driver, self->management);
#pragma once

#include <stdint.h>

#include "kernel/capability.h"
#include "kernel/driver.h"
#include "kernel/process_id.h"

struct process_watcher;

struct process_watcher_ops {
    // The processor goes to this process now, which has a grant of the driver. upcalls: how many
    // are pending for it. Short work, at every switch: enter the grant, write, leave.
    void (*goes_on)(struct process_watcher *watcher, struct process_id process, uint32_t upcalls);
};

struct process_watcher {
    const struct process_watcher_ops *ops;
    const struct driver *driver; // The kernel's.
};

// From now on watcher, driver's, is told; who was told before no more; null: nobody. Both must
// exist for ever.
void process_watch(struct process_watcher *watcher, const struct driver *driver,
                   const struct process_management_capability *capability);
