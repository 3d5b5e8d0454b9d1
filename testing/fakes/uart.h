// SPDX-License-Identifier: Apache-2.0 OR MIT
// Fake UART: hil/uart.h with both ends in the test's hands. Nothing happens by itself; the test
// completes transmissions and feeds what is received.
#pragma once

#include "hil/uart.h"

enum { FAKE_UART_SENT = 8192 };

struct fake_uart {
    struct uart uart;

    // What the next calls return; E_OK after fake_uart_init().
    enum errorcode configure_result;
    enum errorcode transmit_result;
    enum errorcode receive_result;
    bool no_idle; // receive() with idle detection returns E_NOSUPPORT.

    struct uart_parameters parameters; // As configured last.
    struct buffer transmit_buffer;     // Under way; empty if none.
    struct buffer receive_buffer;
    uint32_t received; // Bytes in receive_buffer so far.
    uint32_t idle_bits;
    bool transmit_aborted; // Asked for; the test completes it.
    bool receive_aborted;

    uint8_t sent[FAKE_UART_SENT + 1]; // Everything sent so far, zero-terminated.
    uint32_t sent_length;
    uint32_t transmissions; // Started so far.
    uint32_t receptions;
};

void fake_uart_init(struct fake_uart *fake);

// Completes the transmission under way: all of it, E_OK; or, if it was aborted, nothing and
// E_CANCEL. False if none is under way.
bool fake_uart_complete(struct fake_uart *fake);

// Completes it after count bytes with an error.
bool fake_uart_fail(struct fake_uart *fake, uint32_t count, enum errorcode error);

// Completes transmissions until none is under way (at most 10000). Returns how many.
uint32_t fake_uart_complete_all(struct fake_uart *fake);

// One byte comes. Ends the reception if its window is full. A byte that comes while nothing
// receives is lost: false.
bool fake_uart_feed(struct fake_uart *fake, uint8_t byte);

// Feeds a zero-terminated text; completes an aborted reception before each byte.
void fake_uart_feed_text(struct fake_uart *fake, const char *text);

// The line falls idle: ends a reception that asked for it and has bytes. Whether one did.
bool fake_uart_idle(struct fake_uart *fake);

// Ends the reception under way with an error and what has come so far.
bool fake_uart_receive_fail(struct fake_uart *fake, enum errorcode error);

// Completes a reception whose abort was asked for, with E_CANCEL. False if there is none.
bool fake_uart_settle(struct fake_uart *fake);
