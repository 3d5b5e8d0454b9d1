// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: lent
// Handed over in one case, used in the next.
#include "hil/uart.h"

[[maybe_unused]] static uint8_t f(struct uart *uart, struct buffer *buffer, uint32_t n) {
    struct slice bytes = buffer_read(buffer);
    switch (n) {
    case 1:
        if (uart_transmit(uart, buffer) == E_OK) {
            break;
        }
        return 1;
    default:
        return 2;
    }
    return slice_get(bytes, 0);
}
