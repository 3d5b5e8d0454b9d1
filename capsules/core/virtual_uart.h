// SPDX-License-Identifier: Apache-2.0 OR MIT
// UART multiplexer: any number of devices, each a full hil/uart.h, over one hardware port.
//
// Transmit: each device has at most one transmission; waiting ones take turns, a whole transmission
// at a time, so a busy device cannot starve another.
// Receive: several devices may receive at the same time; each gets a copy of every byte that comes
// from its receive() on. The multiplexer receives into a buffer of its own, in pieces that end
// where the shortest reception under way ends. A device that joins cuts the piece under way short.
//
// A device that asked for the end of reception on an idle line is given what it has at the end of
// each piece: whether the line is idle then is seen only once a further byte has come.
//
// The line's parameters belong to the board: configure() on a device returns E_NOSUPPORT.
//
// Wiring:
//     static struct virtual_uart console_uart, debug_uart;
//     static struct virtual_uart *const uart_devices[] = {&console_uart, &debug_uart};
//     static uint8_t uart_receive_memory[32];
//     static struct virtual_uart_mux uart_mux = {
//         .hardware = &usart3.uart,
//         .parameters = {.baud_rate = 115200, .width = 8},
//         .receive_buffer = BUFFER(uart_receive_memory),
//         .devices = SPAN(uart_devices),
//     };
//     ... virtual_uart_mux_init(&uart_mux), then the capsules' init functions, which set the
//     devices' clients.
#pragma once

#include "hil/uart.h"
#include "kernel/span.h"

enum virtual_uart_receive : uint8_t {
    VIRTUAL_UART_IDLE,
    VIRTUAL_UART_JOINING, // Waits for the piece under way, which is not for it, to end.
    VIRTUAL_UART_ACTIVE,  // What comes is for it.
    VIRTUAL_UART_DONE,    // Its callback is due.
};

// One device. All fields are the multiplexer's; clients use uart.
struct virtual_uart {
    struct uart uart;
    struct virtual_uart_mux *mux;
    enum virtual_uart_receive receive_state;
    bool transmit_cancelled;
    bool receive_cancelled;
    struct buffer transmit_buffer; // Empty unless it waits for its turn.
    struct buffer receive_buffer;  // Empty if idle.
    uint32_t received;             // Bytes at the window's start.
    uint32_t idle_bits;
    enum errorcode receive_error; // Why it is done.
};

struct virtual_uart_mux {
    struct uart *hardware;             // Set by the board; the multiplexer becomes its client.
    struct uart_parameters parameters; // Set by the board.
    struct buffer receive_buffer;      // Set by the board; its size bounds a piece. Empty while
                                       // the hardware receives.
    SPAN_OF(struct virtual_uart *const) devices; // Set by the board.

    struct uart_client client;
    struct virtual_uart *sending; // Whose transmission is under way; null if none.
    uint32_t turn;                // Index of the device that is looked at next.
    uint32_t waiting;             // Devices with a transmission that waits.
};

// Wires devices and hardware together and configures the port. Called once, before the devices are
// used. Returns what the hardware's configure() returns.
enum errorcode virtual_uart_mux_init(struct virtual_uart_mux *mux);
