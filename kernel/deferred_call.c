// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "kernel/deferred_call.h"

#include "kernel/deferred_call_run.h"

static struct deferred_call *first;
static struct deferred_call *last; // Meaningless if first is null.

void deferred_call_set(struct deferred_call *call) {
    if (call->pending) {
        return;
    }
    call->pending = true;
    call->next = nullptr;
    if (first == nullptr) {
        first = call;
    } else {
        last->next = call;
    }
    last = call;
}

bool deferred_call_is_pending(const struct deferred_call *call) {
    return call->pending;
}

bool deferred_call_is_waiting(void) {
    return first != nullptr;
}

void deferred_call_run(void) {
    struct deferred_call *call = first;
    first = call->next;
    call->pending = false;
    call->ops->run(call);
}
