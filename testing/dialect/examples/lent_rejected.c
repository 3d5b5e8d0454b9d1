// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: lent
#include "hil/uart.h"

[[maybe_unused]] static uint8_t send(struct uart *uart, struct buffer *buffer) {
    struct slice bytes = buffer_read(buffer);
    if (uart_transmit(uart, buffer) != E_OK) {
        return 0;
    }
    return slice_get(bytes, 0);
}
