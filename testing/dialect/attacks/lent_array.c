// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: scope
// Slices in an array, where no variable is followed.
#include "hil/uart.h"

[[maybe_unused]] static uint8_t f(struct uart *uart, struct buffer *buffer) {
    struct slice parts[1] = {buffer_read(buffer)};
    if (uart_transmit(uart, buffer) != E_OK) {
        return 0;
    }
    return slice_get(parts[0], 0);
}
