// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: sealed
// A span's members, without its braces.
#include <stdint.h>
#include "kernel/span.h"

static const uint32_t one[1] = {1};

struct device {
    SPAN_OF(const uint32_t) numbers;
};
static struct device device = {one, 4096};

[[maybe_unused]] static uint32_t f(uint32_t i) {
    return *span_at(device.numbers, i);
}
