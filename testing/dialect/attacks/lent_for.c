// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: lent
// A slice that the for statement declares, used when the body has handed the buffer over.
#include "hil/uart.h"

[[maybe_unused]] static void f(struct uart *uart, struct buffer *buffer) {
    for (struct slice bytes = buffer_read(buffer); slice_get(bytes, 0) != 0;) {
        (void)uart_transmit(uart, buffer);
    }
}
