// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: sealed
// A buffer with more capacity than memory.
#include "kernel/buffer.h"

[[maybe_unused]] static void f(struct buffer *buffer) {
    buffer->capacity = 65536;
    buffer_reset(buffer);
}
