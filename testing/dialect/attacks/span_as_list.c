// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: compiles
// A span is given for a list: it grows past its end.
#include "kernel/list.h"
#include "kernel/span.h"

#include <stdint.h>

struct device {
    SPAN_OF(uint8_t) table;
};

[[maybe_unused]] static bool f(struct device *device) {
    return list_append(device->table, 7);
}
