// SPDX-License-Identifier: Apache-2.0 OR MIT
// The types are opaque: nobody who has not been handed one can make one.
#include "kernel/process/management.h"

static const struct process_management_capability mine;

enum errorcode stop(struct process_id process);

enum errorcode stop(struct process_id process) {
    return process_stop(process, &mine);
}
