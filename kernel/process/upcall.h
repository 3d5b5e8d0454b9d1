// SPDX-License-Identifier: Apache-2.0 OR MIT
// A process's pending upcalls: a bounded queue, first in, first out, from which those of one
// subscription can be taken or dropped.
#pragma once

#include "kernel/process/process.h"

// The function and userdata that a pending upcall will be called with; function 0: null upcall.
struct upcall_target {
    uint32_t function;
    uint32_t userdata;
};

// Adds an upcall, and makes the process ready if it waits for it. A null upcall is queued too, for
// Yield-WaitFor (TRD 104, 4.1.3), but gives way when there is no room, and is dropped where Yield
// would skip it.
//   E_NOMEM  the queue is full; the upcall is counted as dropped.
enum errorcode upcall_queue(struct process *process, const struct process_upcall *upcall);

// Takes the oldest upcall that has a function; null upcalls before it are dropped. False: none.
bool upcall_take_next(struct process *process, struct process_upcall *taken,
                      struct upcall_target *target);

// Takes the oldest upcall of one subscription, null or not. False: none.
bool upcall_take(struct process *process, uint8_t grant, uint8_t number,
                 struct process_upcall *taken);

// Drops all upcalls of one subscription.
void upcall_drop(struct process *process, uint8_t grant, uint8_t number);

// Drops all upcalls of a grant with this first argument, whatever their number.
void upcall_drop_from(struct process *process, uint8_t grant, uint32_t argument0);

// Whether one of that subscription is pending.
bool upcall_is_pending(const struct process *process, uint8_t grant, uint8_t number);
