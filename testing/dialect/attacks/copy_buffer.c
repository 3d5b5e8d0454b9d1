// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: owned
// Two handles for one memory.
#include "hil/uart.h"

[[maybe_unused]] static void f(struct uart *uart, struct buffer *buffer) {
    struct buffer second = *buffer;
    (void)uart_transmit(uart, buffer);
    (void)uart_transmit(uart, &second);
}
