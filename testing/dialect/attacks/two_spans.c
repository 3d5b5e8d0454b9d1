// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: sealed
// A span that is a long one when it is checked and a short one when it is used.
#include <stdint.h>
#include "kernel/span.h"

struct table {
    SPAN_OF(const uint32_t) numbers;
};

static uint32_t turn;

static const struct table *pick(const struct table *a, const struct table *b) {
    return turn++ == 0 ? a : b;
}

[[maybe_unused]] static uint32_t f(const struct table *longer, const struct table *shorter) {
    return *span_at(pick(longer, shorter)->numbers, 9);
}
