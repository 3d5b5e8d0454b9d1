// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "kernel/debug.h"

#include "kernel/debug/sink.h"

static void drop(struct writer *writer, struct slice bytes) {
    (void)writer;
    (void)bytes;
}

static const struct writer_ops drop_ops = {.write = drop};
static struct writer nowhere = {.ops = &drop_ops};
static struct writer *current = &nowhere;

struct writer *debug(void) {
    return current;
}

void debug_set_sink(struct writer *sink) {
    current = sink != nullptr ? sink : &nowhere;
}
