// SPDX-License-Identifier: Apache-2.0 OR MIT
// Whose turn it is: processes that wait for a driver are served one after the other, round-robin
// in the order of the process table.
#pragma once

#include "kernel/grant.h"

// Says of an entered grant whether its process waits.
typedef bool turn_waits(const struct grant_scope *scope);

// Whether process is alive and waits.
bool turn_is_waiting(const struct driver *driver, struct process_id process, turn_waits *waits);

// The next process that waits, after last; last itself if no other does; none if none does. If last
// has died, the first that waits. No grant of the driver may be entered.
struct process_id turn_next(const struct driver *driver, struct process_id last, turn_waits *waits);
