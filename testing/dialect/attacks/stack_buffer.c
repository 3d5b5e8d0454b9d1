// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: owned
// Memory on the stack for the hardware.
#include "hil/uart.h"

[[maybe_unused]] static void f(struct uart *uart) {
    uint8_t memory[16] = {1};
    struct buffer buffer = BUFFER(memory);
    (void)uart_transmit(uart, &buffer);
}
