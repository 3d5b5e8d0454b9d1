// SPDX-License-Identifier: Apache-2.0 OR MIT
// The main loop's side of kernel/deferred_call.h.
#pragma once

#include "kernel/deferred_call.h"

// Whether any deferred call waits.
bool deferred_call_is_waiting(void);

// Runs the one that was set first. One must be waiting.
void deferred_call_run(void);

// Whether any background call waits.
bool deferred_call_is_in_background(void);

// Processes have had a turn: makes the background calls ordinary ones.
void deferred_call_promote(void);
