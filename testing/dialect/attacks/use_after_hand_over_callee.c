// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: lent
// The same, handed over by another function.
#include "hil/uart.h"

struct device {
    struct uart *uart;
    struct buffer buffer;
};

static void start(struct device *device) {
    (void)uart_transmit(device->uart, &device->buffer);
}

[[maybe_unused]] static uint8_t f(struct device *device) {
    struct slice bytes = buffer_read(&device->buffer);
    start(device);
    return slice_get(bytes, 0);
}
