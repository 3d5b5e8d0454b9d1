// SPDX-License-Identifier: Apache-2.0 OR MIT
// A guarded function cannot be called without its capability.
#include "kernel/process/management.h"

enum errorcode stop(struct process_id process);

enum errorcode stop(struct process_id process) {
    return process_stop(process);
}
