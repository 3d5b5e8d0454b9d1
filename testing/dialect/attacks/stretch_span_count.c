// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: sealed
// The count of a span, through the macro for lists.
#include "kernel/list.h"
#include "kernel/span.h"

#include <stdint.h>

struct device {
    SPAN_OF(const uint32_t) table;
};

[[maybe_unused]] static uint32_t f(struct device *device) {
    list_count(device->table) = 1000;
    return *span_at(device->table, 900);
}
