// SPDX-License-Identifier: Apache-2.0 OR MIT
// Low-level debug: processes print alert codes and numbers with nothing but a Command. System call
// driver 8 (Tock: doc/syscalls/00008_low_level_debug.md).
//
//     command 0        success.
//     command 1 (code) "LowLevelDebug: App 0x0 alert code 0x1"
//     command 2 (a)    "LowLevelDebug: App 0x0 prints 0x1"
//     command 3 (a, b) "LowLevelDebug: App 0x0 prints 0x1 0x2"
// Each line ends in "\r\n"; App is the process's slot. Errors: E_NOMEM no room for the grant.
//
// Lines are queued per process, four deep, and printed in turn. When a queue is full, its last line
// becomes "LowLevelDebug: Dropped 0x2 entries for app 0x0", which counts it and all that follow.
//
// Wiring:
//     static uint8_t low_level_debug_memory[64];
//     static struct low_level_debug low_level_debug = {
//         .driver = {.ops = &low_level_debug_driver_ops},
//         .uart = &low_level_debug_uart.uart,
//         .buffer = BUFFER(low_level_debug_memory),
//     };
//     ... low_level_debug_init(&low_level_debug)
#pragma once

#include "hil/uart.h"
#include "kernel/driver.h"
#include "kernel/format.h"

enum : uint32_t { LOW_LEVEL_DEBUG_DRIVER_NUMBER = 8 };

extern const struct driver_ops low_level_debug_driver_ops;

struct low_level_debug {
    struct driver driver; // .ops set by the board.
    struct uart *uart;    // Set by the board; the driver becomes its client.
    bool sending;
    struct buffer buffer; // Set by the board: 64 bytes hold any line. Empty while the UART has it.

    struct uart_client client;
    struct process_id printed; // Whose line is printed, or was last.
};

// Wires driver and UART together. Called once, before processes run.
void low_level_debug_init(struct low_level_debug *debug);
