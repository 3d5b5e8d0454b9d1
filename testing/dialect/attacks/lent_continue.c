// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: lent
// Handed over in a loop, whose end comes after a continue.
#include "hil/uart.h"

[[maybe_unused]] static uint8_t f(struct uart *uart, struct buffer *buffer, uint32_t n) {
    struct slice bytes = buffer_read(buffer);
    while (n > 0) {
        n--;
        if (n == 3) {
            (void)uart_transmit(uart, buffer);
            continue;
        }
    }
    return slice_get(bytes, 0);
}
