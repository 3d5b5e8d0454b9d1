// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: owned
// A buffer that is looked at, and then forgotten.
#include "kernel/buffer.h"

[[maybe_unused]] static size_t f(struct buffer *from) {
    struct buffer buffer = buffer_take(from);
    buffer_reset(&buffer);
    return buffer_read(&buffer).length;
}
