// SPDX-License-Identifier: Apache-2.0 OR MIT
// A process's memory: its break, what of it may be lent to the kernel, and where grants come from.
// Addresses and lengths from userspace are 32-bit values that nobody has checked yet.
#pragma once

#include "kernel/process/process.h"

// Moves the break (Memop 0). What lies below it then and did not before is zeroed, and whatever
// becomes accessible.
//   E_NOMEM  below an allowed buffer, into the kernel's part, or not enforceable; nothing changed.
enum errorcode process_brk(struct process *process, uint32_t new_break);

// Whether all of [address, address + length) is RAM that the process may write. A length of 0 lies
// anywhere.
bool process_may_write(const struct process *process, uint32_t address, uint32_t length);

// Whether all of it is RAM or flash that the process may read and lend.
bool process_may_read(const struct process *process, uint32_t address, uint32_t length);

// Whether address can be called: it lies in the flash that the process may execute.
bool process_may_execute(const struct process *process, uint32_t address);

// Keeps the break above a buffer that was lent to the kernel. The buffer has passed one of the
// checks above.
void process_hold(struct process *process, uint32_t address, uint32_t length);

// Takes size bytes, zeroed and 8-byte aligned, from the process's memory for the kernel; null if
// there is no room that the process can be kept out of. Freed by process_end() alone.
void *process_allocate(struct process *process, size_t size);

// Whether the bounds are in order (kernel/process/process.h). For tests, which call it after every
// operation.
bool process_check_invariants(const struct process *process);
