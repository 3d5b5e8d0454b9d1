// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: lent
// The same, the next time round.
#include "hil/uart.h"

[[maybe_unused]] static uint8_t f(struct uart *uart, struct buffer *buffer) {
    struct slice_mut bytes = buffer_write(buffer);
    for (size_t i = 0; i < 2; i++) {
        slice_set(bytes, 0, 1);
        (void)uart_transmit(uart, buffer);
    }
    return 0;
}
