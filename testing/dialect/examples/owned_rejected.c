// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: owned
#include "kernel/buffer.h"

struct device {
    struct buffer buffer;
};

[[maybe_unused]] static void received(struct device *device, struct buffer *buffer) {
    device->buffer = *buffer;
    buffer_reset(buffer);
}
