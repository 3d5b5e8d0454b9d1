// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: lent
// Handed over while the arguments are evaluated.
#include "hil/uart.h"

static uint8_t first(struct slice bytes, enum errorcode error) {
    return error == E_OK ? slice_get(bytes, 0) : 0;
}

[[maybe_unused]] static uint8_t f(struct uart *uart, struct buffer *buffer) {
    return first(buffer_read(buffer), uart_transmit(uart, buffer));
}
