// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: sealed
// A structure with the members of a span.
#include <stdint.h>
#include "kernel/span.h"

struct fake {
    uint32_t *items;
    size_t count;
};

[[maybe_unused]] static uint32_t f(struct fake *fake) {
    fake->count = 1000;
    return *span_at(*fake, 999);
}
