// SPDX-License-Identifier: Apache-2.0 OR MIT
// The kernel's debug output on a UART: a struct writer that never blocks.
//
// What is written goes into a ring and from there, piece by piece, to the UART. When the ring is
// full, further bytes are dropped, and counted: as soon as there is room again the output says how
// many, at the place where they are missing, and goes on.
// A line that fits into the transmit buffer is sent as a whole, so that the output of others on the
// same port (capsules/core/virtual_uart.h) cannot get into it.
// Writing never calls the UART: transmission begins from a deferred call, so debug output is
// allowed anywhere, the UART's own code included.
//
// Wiring:
//     static uint8_t debug_ring[512], debug_transmit_memory[128];
//     static struct debug_writer debug_writer = {
//         .writer = {.ops = &debug_writer_ops},
//         .uart = &debug_uart.uart,
//         .ring = BUFFER(debug_ring),
//         .transmit_buffer = BUFFER(debug_transmit_memory),
//     };
//     ... debug_writer_init(&debug_writer), then make &debug_writer.writer the kernel's debug sink.
#pragma once

#include "hil/uart.h"
#include "kernel/deferred_call.h"
#include "kernel/format.h"

extern const struct writer_ops debug_writer_ops;

struct debug_writer {
    struct writer writer; // .ops set by the board.
    struct uart *uart;    // Set by the board; the debug writer becomes its client.
    bool sending;
    struct buffer ring;            // Set by the board; at least 64 bytes.
    struct buffer transmit_buffer; // Set by the board; empty while the UART has it.

    struct uart_client client;
    struct deferred_call start;
    uint32_t head; // Where in the ring the oldest byte lies,
    uint32_t used; // and how many there are.
    uint32_t lost; // Bytes dropped since the ring was full; while not 0, everything is dropped.
};

// Wires debug writer and UART together. Called once, before anything is written.
void debug_writer_init(struct debug_writer *debug);

// Moves the oldest bytes out of the ring, as many as fit; returns how many. For a panic, which
// shows what had not been sent.
uint32_t debug_writer_take(struct debug_writer *debug, struct slice_mut into);
