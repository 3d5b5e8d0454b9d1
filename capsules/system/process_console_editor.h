// SPDX-License-Identifier: Apache-2.0 OR MIT
// The process console's line: keys in, echo out, with history.
#pragma once

#include "capsules/system/process_console.h"

void process_console_prompt(struct process_console *console);

// Does what a key says, with its echo, at most PROCESS_CONSOLE_KEY bytes. True: the line is
// complete.
bool process_console_edit(struct process_console *console, uint8_t key);

// Keeps the line in the history, and empties it.
void process_console_begin_line(struct process_console *console);
