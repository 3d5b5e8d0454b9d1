// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: grant
// A number stored in the grant as one type, read as a pointer of another.
#include "kernel/grant.h"

struct as_number {
    uint32_t value;
};
struct as_pointer {
    uint32_t *value;
};

static const struct driver_ops operations = {.layout = {.state_size = sizeof(struct as_number)}};

[[maybe_unused]] static uint32_t f(const struct driver *driver, struct process_id process) {
    grant_enter(scope, driver, process);
    struct as_number *number = grant_state(scope, operations, struct as_number);
    number->value = 0x20000000;
    return *grant_state(scope, operations, struct as_pointer)->value;
}
