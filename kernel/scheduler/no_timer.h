// SPDX-License-Identifier: Apache-2.0 OR MIT
// No timer: slices do not end. For the cooperative scheduler, which gives none an end; with another
// one, a process that never waits keeps all others from running.
//
//     ... .timer = &no_timer
#pragma once

#include "kernel/scheduler_timer.h"

extern struct scheduler_timer no_timer;
