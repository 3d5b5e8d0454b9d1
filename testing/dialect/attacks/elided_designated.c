// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: compiles
// The same behind a designator.
#include "kernel/buffer.h"

static uint8_t byte;

struct device {
    uint32_t number;
    struct buffer buffer;
};
static struct device device = {.number = 1, .buffer = &byte, 4096, 0, 4096};

[[maybe_unused]] static uint8_t f(void) {
    return slice_get(buffer_read(&device.buffer), 4095);
}
