// SPDX-License-Identifier: Apache-2.0 OR MIT
// The process console's commands.
#pragma once

#include "capsules/system/process_console.h"

// Does what the line says: writes its outcome, at most PROCESS_CONSOLE_KEY bytes, or begins an
// answer. An empty line does nothing.
void process_console_run(struct process_console *console);

// Row number row of the list of commands. False: there is no such row.
bool process_console_write_help(struct writer *writer, uint32_t row);
