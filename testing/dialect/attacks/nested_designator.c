// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: sealed
// A buffer's members, by a designator of two steps.
#include "kernel/buffer.h"

struct device {
    struct buffer buffer;
};

[[maybe_unused]] static void f(uint8_t *byte) {
    static struct device device = {.buffer.capacity = 4096, .buffer.length = 4096};
    buffer_reset(&device.buffer);
    (void)byte;
}
