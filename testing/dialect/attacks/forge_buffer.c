// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: sealed
// A buffer over another's memory.
#include "kernel/buffer.h"

[[maybe_unused]] static void f(struct buffer *buffer, uint8_t *byte) {
    struct buffer forged = {.data = byte, .capacity = 4096, .length = 4096};
    buffer_reset(&forged);
    *buffer = buffer_take(&forged);
}
