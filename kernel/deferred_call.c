// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "kernel/deferred_call.h"

#include "kernel/deferred_call_run.h"

static struct deferred_call *first;
static struct deferred_call *last; // Meaningless if first is null.
static struct deferred_call *background;

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

void deferred_call_set_background(struct deferred_call *call) {
    if (!call->pending) {
        call->pending = true;
        call->next = background;
        background = call;
    }
}

// In an image where nobody sets one, nothing is ever stored but null, and all of this goes.
bool deferred_call_is_in_background(void) {
    return background != nullptr;
}

void deferred_call_promote(void) {
    struct deferred_call *list = background;
    background = nullptr;
    while (list != nullptr) {
        struct deferred_call *call = list;
        list = call->next;
        call->pending = false;
        deferred_call_set(call);
    }
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
