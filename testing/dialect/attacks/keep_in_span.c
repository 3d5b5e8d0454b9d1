// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: scope
// A span over what a grant holds, kept.
#include "kernel/grant.h"
#include "kernel/span.h"

struct state {
    uint32_t numbers[4];
};

struct device {
    SPAN_OF(uint32_t) numbers;
};

static struct device kept;

static const struct driver_ops operations = {.layout = {.state_size = sizeof(struct state)}};

[[maybe_unused]] static void f(const struct driver *driver, struct process_id process) {
    grant_enter(scope, driver, process);
    struct state *state = grant_state(scope, operations, struct state);
    struct device device = {.numbers = SPAN(state->numbers)};
    kept = device;
}
