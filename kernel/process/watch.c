// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "kernel/process/watch.h"

#include "kernel/process/before_run.h"
#include "kernel/process/process.h"

static struct process_watcher *watching;

void process_watch(struct process_watcher *watcher, const struct driver *driver,
                   const struct process_management_capability *capability) {
    capability_require(capability);
    if (watcher != nullptr) {
        watcher->driver = driver;
    }
    watching = watcher;
}

void process_before_run(struct process *process) {
    if (watching == nullptr) {
        return;
    }
    uint8_t grant = watching->driver->grant;
    if (grant != PROCESS_NO_GRANT && *process_grant(process, grant) != nullptr) {
        watching->ops->goes_on(watching, process->id, process->upcall_count);
    }
}
