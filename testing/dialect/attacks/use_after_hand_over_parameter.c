// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: lent
// The same, with the slice as a parameter.
#include "hil/uart.h"

static uint8_t late(struct uart *uart, struct buffer *buffer, struct slice bytes) {
    (void)uart_transmit(uart, buffer);
    return slice_get(bytes, 0);
}

[[maybe_unused]] static uint8_t f(struct uart *uart, struct buffer *buffer) {
    return late(uart, buffer, buffer_read(buffer));
}
