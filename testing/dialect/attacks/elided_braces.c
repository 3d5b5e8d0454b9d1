// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: sealed
// A buffer's members, without its braces.
#include "kernel/buffer.h"

static uint8_t byte;

struct device {
    struct buffer buffer;
};
static struct device device = {&byte, 4096, 0, 4096};

[[maybe_unused]] static uint8_t f(void) {
    return slice_get(buffer_read(&device.buffer), 4095);
}
