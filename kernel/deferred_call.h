// SPDX-License-Identifier: Apache-2.0 OR MIT
// Deferred calls: a software interrupt for the code that asked for it. A capsule that knows an
// answer at once must still give it from outside the call that started the operation; it sets a
// deferred call and answers when the main loop runs it.
//
// A capsule embeds a struct deferred_call and points it to a constant table. No registration.
// Calls run in the order in which they were set, each once per setting, before any process does.
#pragma once

struct deferred_call;

struct deferred_call_ops {
    void (*run)(struct deferred_call *call); // Called from the main loop. May set calls again.
};

struct deferred_call {
    const struct deferred_call_ops *ops;
    struct deferred_call *next; // The kernel's.
    bool pending;               // The kernel's.
};

// Asks for call to run. No effect if it is pending already.
void deferred_call_set(struct deferred_call *call);

// Asks for call to run when processes have had a turn: after the next time slice, or when none can
// run. For long work in short steps, each of which asks for the next: the system lives on beside
// it. No effect if it is pending already, either way; in no particular order.
void deferred_call_set_background(struct deferred_call *call);

// Whether call waits to run.
bool deferred_call_is_pending(const struct deferred_call *call);
