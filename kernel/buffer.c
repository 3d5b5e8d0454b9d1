// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "kernel/buffer.h"

// Not inlined: it would be, at each place where a buffer changes hands.
[[gnu::noinline]] struct buffer buffer_take(struct buffer *from) {
    struct buffer taken = *from;
    struct buffer empty = {.data = nullptr};
    *from = empty;
    return taken;
}
