// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: lent
// The bytes of a buffer that the hardware has.
#include "hil/uart.h"

[[maybe_unused]] static uint8_t f(struct uart *uart, struct buffer *buffer) {
    struct slice_mut bytes = buffer_write(buffer);
    (void)uart_transmit(uart, buffer);
    slice_set(bytes, 0, 1);
    return 0;
}
