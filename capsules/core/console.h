// SPDX-License-Identifier: Apache-2.0 OR MIT
// Console: processes write to and read from a serial port. System call driver 1
// (Tock: doc/syscalls/00001_console.md).
//
//     command 0                success.
//     command 1 (length)       write the first length bytes of read-only buffer 1, or all of it if
//                              that is less; then upcall 1 (bytes written). Length 0 cancels a
//                              write under way; the upcall comes in any case.
//     command 2 (length)       read length bytes, or as many as fit, into read-write buffer 1; then
//                              upcall 2 (status code, bytes read).
//     command 3                end the read early: upcall 2 with status CANCEL and what came.
//                              Success without an upcall if the process does not read.
// Errors: E_BUSY  the process shares no buffer (or an empty one), its write or read is under
//                 way, or another process reads: there is one reader at a time;
//         E_NOMEM no room for the grant;
//         or what the UART returns if it cannot receive.
//
// Writes are sent one after the other, each as a whole, processes taking turns. A process may
// change or withdraw its buffer during an operation: a write ends with the bytes that were sent
// until then, a read ends with status SIZE when received bytes have no room left. The end of a
// process frees the port for the others.
//
// Once a process has read, the console goes on receiving: what is typed before the process reads
// again is kept for it, up to CONSOLE_TYPED bytes. Another process's read drops it.
//
// Wiring:
//     static uint8_t console_transmit_memory[64], console_receive_memory[32];
//     static struct console console = {
//         .driver = {.ops = &console_driver_ops},
//         .uart = &console_uart.uart,
//         .transmit_buffer = BUFFER(console_transmit_memory),
//         .receive_buffer = BUFFER(console_receive_memory),
//     };
//     ... console_init(&console)
#pragma once

#include "hil/uart.h"
#include "kernel/driver.h"

enum : uint32_t { CONSOLE_DRIVER_NUMBER = 1, CONSOLE_TYPED = 64 };

extern const struct driver_ops console_driver_ops;

struct console {
    struct driver driver; // .ops set by the board.
    struct uart *uart;    // Set by the board; the console becomes its client.
    bool sending;
    bool waiting; // Others than the writer may wait for their turn.
    bool receiving;
    bool discarding; // What is being received is not for the reader: for one before it.
    struct buffer transmit_buffer; // Set by the board; empty while the UART has it.
    struct buffer receive_buffer;  // Set by the board; empty while the UART has it.

    struct uart_client client;
    struct process_id writer;     // Whose bytes are sent, or were last.
    struct process_id reader;     // Whose read is under way, or was last.
    uint8_t typed[CONSOLE_TYPED]; // Received ahead of the reader's next read.
    uint32_t typed_count;
};

// Wires console and UART together. Called once, before processes run.
void console_init(struct console *console);
