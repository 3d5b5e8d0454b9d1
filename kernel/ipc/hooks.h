// SPDX-License-Identifier: Apache-2.0 OR MIT
// Where the kernel tells IPC (ipc.h) of what happens to processes. Each function has a weak
// definition beside its caller that does nothing; an image without IPC has no trace of them.
#pragma once

#include "kernel/errorcode.h"
#include "kernel/grant/record.h"

struct process;        // kernel/process/process.h
struct process_upcall; // kernel/process/process.h

// A buffer that the process may lend is about to be put into a slot of the grant with this index.
// Returns E_OK, after which that is done, or why not.
enum errorcode ipc_on_allow(struct process *process, uint32_t grant, enum grant_kind kind,
                            uint32_t number, uint32_t address, uint32_t length);

// The process has subscribed to one of that grant's upcalls.
void ipc_on_subscribe(struct process *process, uint32_t grant);

// The process has yielded and none of the upcalls that it asks for is pending; if it waits, it is
// in that state by now.
void ipc_on_wait(struct process *process);

// The upcall was taken from the process's queue, and is delivered next; its arguments can be
// changed.
void ipc_on_deliver(struct process *process, struct process_upcall *upcall);

// The process, which has ended already or still has its id and grants, ends or starts afresh.
void ipc_on_end(struct process *process);
