// SPDX-License-Identifier: Apache-2.0 OR MIT
// The process console's answers of many rows.
#pragma once

#include "capsules/system/process_console.h"

// Writes the next row of the answer under way, at most PROCESS_CONSOLE_ROW bytes. False: there is
// no further one, and nothing was written.
bool process_console_write_row(struct process_console *console);
