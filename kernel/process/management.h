// SPDX-License-Identifier: Apache-2.0 OR MIT
// What a person or a policy does to processes: for capsules that hold the capability, such as a
// process console.
#pragma once

#include "kernel/capability.h"
#include "kernel/errorcode.h"
#include "kernel/process_id.h"

// All of them:
//   E_NODEVICE  the slot has no process, or another one since.
// An ended process keeps the id that it had until it is restarted.

// It does not run until it is resumed; what happens to it meanwhile is kept.
//   E_ALREADY  it is stopped, or has ended.
enum errorcode process_stop(struct process_id id,
                            const struct process_management_capability *capability);

//   E_ALREADY  it is not stopped.
enum errorcode process_resume(struct process_id id,
                              const struct process_management_capability *capability);

// Ends it, as its own Exit would.
//   E_ALREADY  it has ended;
//   E_BUSY     a grant of it is entered at this moment: try again from outside (a deferred call).
enum errorcode process_terminate(struct process_id id,
                                 const struct process_management_capability *capability);

// Starts it afresh, with a new id, whether it has ended or not.
//   E_BUSY  as process_terminate().
enum errorcode process_start_again(struct process_id id,
                                   const struct process_management_capability *capability);

// Makes it fault: what its fault policy says is done, a panic included.
//   E_ALREADY  it has ended;
//   E_BUSY     as process_terminate().
enum errorcode process_make_fault(struct process_id id,
                                  const struct process_management_capability *capability);
