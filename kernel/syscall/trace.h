// SPDX-License-Identifier: Apache-2.0 OR MIT
// Where a board looks over the system calls' shoulder. //kernel/syscall:trace_print is one that
// does; without one of them in the image this does nothing, and takes no flash.
#pragma once

#include "kernel/command.h"
#include "kernel/process/process.h"

// Called with each system call (process->last_syscall) when its result is known and before the
// process has it. Yield and Exit are shown before they are done; result is null then.
void syscall_trace(const struct process *process, const struct command_return *result);

// Called with each system call before anything is done about it, process->syscalls counting it. The
// one that does something is //kernel/syscall:history.
void syscall_begins(const struct process *process);
