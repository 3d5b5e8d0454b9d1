// SPDX-License-Identifier: Apache-2.0 OR MIT
// Where somebody looks at a process before the processor goes to it. //kernel/process:watch does;
// without it in the image this does nothing, and takes no flash.
#pragma once

struct process;

// Called before each switch to a process: after a system call, an interrupt, a time slice's end.
void process_before_run(struct process *process);
