// SPDX-License-Identifier: Apache-2.0 OR MIT
// HIL: an asynchronous serial port, split-phase (TRD 102 describes the model). Transmit and receive
// are independent; each has at most one operation under way and one client.
//
// The implementer embeds struct uart and fills in ops; the board, or the virtualizer on top, sets
// the clients before use. Buffers move as kernel/buffer.h says.
#pragma once

#include "kernel/buffer.h"
#include "kernel/errorcode.h"

struct uart;
struct uart_client;

enum uart_parity : uint8_t { UART_PARITY_NONE, UART_PARITY_ODD, UART_PARITY_EVEN };
enum uart_stop_bits : uint8_t { UART_STOP_BITS_ONE, UART_STOP_BITS_TWO };

struct uart_parameters {
    uint32_t baud_rate; // Bits per second.
    uint8_t width;      // Data bits: 5 to 9; implementers may support 8 only.
    enum uart_parity parity;
    enum uart_stop_bits stop_bits;
    bool hardware_flow_control; // RTS and CTS.
};

struct uart_ops {
    // Sets the line's parameters.
    //   E_NOSUPPORT  a parameter that the hardware does not have;
    //   E_INVAL      a baud rate that it cannot reach within 2 %;
    //   E_BUSY       an operation is under way.
    enum errorcode (*configure)(struct uart *uart, const struct uart_parameters *parameters);

    // Sends the buffer's window. On E_OK the buffer is taken; transmitted() brings it back.
    //   E_OFF   not configured yet, or without its clock;
    //   E_BUSY  a transmission is under way;
    //   E_SIZE  the window is empty or too long for the hardware.
    enum errorcode (*transmit)(struct uart *uart, struct buffer *buffer);

    // Ends the transmission early. E_BUSY: transmitted() follows with E_CANCEL. E_OK: none was
    // under way, and no callback follows.
    enum errorcode (*transmit_abort)(struct uart *uart);

    // Fills the buffer's window. On E_OK the buffer is taken; received() brings it back when the
    // window is full or, if idle_bits is not 0, when at least one byte came and the line was then
    // idle for idle_bits bit times. Errors as transmit(); E_NOSUPPORT: no idle detection.
    enum errorcode (*receive)(struct uart *uart, struct buffer *buffer, uint32_t idle_bits);

    // Ends the reception early, as transmit_abort(): received() follows with E_CANCEL and what came
    // so far.
    enum errorcode (*receive_abort)(struct uart *uart);
};

struct uart_client_ops {
    // count bytes of the window were sent; the last few may still be on their way out of the port.
    // error: E_OK all; E_CANCEL aborted; E_FAIL hardware.
    // Null if the client never transmits.
    void (*transmitted)(struct uart_client *client, struct buffer *buffer, uint32_t count,
                        enum errorcode error);
    // count bytes lie at the window's start. error: E_OK window full; E_SIZE the line fell idle
    // first; E_CANCEL aborted; E_FAIL framing, parity, overrun or break (bytes before it are good).
    // Null if the client never receives.
    void (*received)(struct uart_client *client, struct buffer *buffer, uint32_t count,
                     enum errorcode error);
};

struct uart_client {
    const struct uart_client_ops *ops;
};

struct uart {
    const struct uart_ops *ops;
    struct uart_client *transmit_client;
    struct uart_client *receive_client;
};

static inline enum errorcode uart_configure(struct uart *uart, const struct uart_parameters *p) {
    return uart->ops->configure(uart, p);
}

static inline enum errorcode uart_transmit(struct uart *uart, struct buffer *buffer) {
    return uart->ops->transmit(uart, buffer);
}

static inline enum errorcode uart_transmit_abort(struct uart *uart) {
    return uart->ops->transmit_abort(uart);
}

static inline enum errorcode uart_receive(struct uart *uart, struct buffer *buffer,
                                          uint32_t idle_bits) {
    return uart->ops->receive(uart, buffer, idle_bits);
}

static inline enum errorcode uart_receive_abort(struct uart *uart) {
    return uart->ops->receive_abort(uart);
}
