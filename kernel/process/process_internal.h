// SPDX-License-Identifier: Apache-2.0 OR MIT
// What process_create() and process_restart() share.
#pragma once

#include "kernel/process/process.h"

// Gives the process the next id of its slot, and makes all that changes while it runs as if it had
// never run. Its bounds, context, grant table and enforced memory are set by now.
void process_reset(struct process *process);
