// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: lent
// Handed over in a loop, which is then left.
#include "hil/uart.h"

[[maybe_unused]] static uint8_t f(struct uart *uart, struct buffer *buffer, uint32_t n) {
    struct slice bytes = buffer_read(buffer);
    for (uint32_t i = 0; i < n; i++) {
        if (uart_transmit(uart, buffer) == E_OK) {
            (void)uart_transmit_abort(uart);
            break;
        }
    }
    return slice_get(bytes, 0);
}
