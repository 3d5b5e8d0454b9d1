// SPDX-License-Identifier: Apache-2.0 OR MIT
// One capability does not stand in for another.
#include "kernel/capability/mint.h"
#include "kernel/process/management.h"

enum errorcode stop(struct process_id process);

enum errorcode stop(struct process_id process) {
    return process_stop(process, &main_loop_capability);
}
