// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: lent
// The slice of a buffer, from a helper.
#include "hil/uart.h"

struct device {
    struct uart *uart;
    struct buffer buffer;
};

static struct slice_mut bytes_of(struct device *device) {
    return buffer_write(&device->buffer);
}

[[maybe_unused]] static void f(struct device *device) {
    struct slice_mut bytes = bytes_of(device);
    struct slice_mut again = slice_mut_part(bytes, 0, 1);
    (void)uart_transmit(device->uart, &device->buffer);
    slice_set(again, 0, 1);
}
