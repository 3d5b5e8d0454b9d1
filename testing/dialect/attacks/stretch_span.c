// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: sealed
// A span that counts more than there is.
#include <stdint.h>
#include "kernel/span.h"

struct table {
    SPAN_OF(uint32_t) numbers;
};

[[maybe_unused]] static uint32_t f(struct table *table) {
    table->numbers.count = 1000;
    return *span_at(table->numbers, 999);
}
