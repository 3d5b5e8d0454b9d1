// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: owned
// A buffer, copied by a macro.
#include "kernel/buffer.h"
#include "kernel/optional.h"

static OPTIONAL_OF(struct buffer) kept;

[[maybe_unused]] static struct buffer f(struct buffer *buffer) {
    optional_set(kept, *buffer);
    return buffer_take(buffer);
}
