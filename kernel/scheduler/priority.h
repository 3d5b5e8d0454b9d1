// SPDX-License-Identifier: Apache-2.0 OR MIT
// Fixed priorities: of the ready processes, the one in the lowest slot runs, until it waits or one
// in a lower slot becomes ready by something that the kernel did. The loader fills slots in the
// order in which applications lie in flash: the first has the highest priority.
#pragma once

#include "kernel/scheduler/scheduler.h"

// Has no state: .scheduler = &priority_scheduler.
extern struct scheduler priority_scheduler;
