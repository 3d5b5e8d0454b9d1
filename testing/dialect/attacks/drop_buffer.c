// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: owned
// A completion that forgets the buffer.
#include "hil/uart.h"

[[maybe_unused]] static void f(struct uart_client *client, struct buffer *buffer) {
    (void)client;
    (void)buffer;
}
