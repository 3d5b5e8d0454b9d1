// SPDX-License-Identifier: Apache-2.0 OR MIT
// accepted
#include "hil/uart.h"

[[maybe_unused]] static uint8_t send(struct uart *uart, struct buffer *buffer) {
    struct slice bytes = buffer_read(buffer);
    uint8_t first = slice_get(bytes, 0);
    return uart_transmit(uart, buffer) == E_OK ? first : 0;
}
