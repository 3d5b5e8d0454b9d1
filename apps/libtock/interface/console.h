// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// The console (driver 0x1): writing and reading without waiting.
//
// One write and one read may be under way at a time. libtock-sync/interface/console.h waits for the
// end, and printf() and its kin are there for text.

#pragma once

#include "libtock/tock.h"

#define DRIVER_NUM_CONSOLE 0x1

// Called when a write ends, with the bytes written.
typedef void (*libtock_console_callback_write)(returncode_t result, uint32_t length);

// Called when a read ends, with the bytes received: RETURNCODE_SUCCESS when the buffer is full,
// RETURNCODE_ECANCEL after libtock_console_abort_read().
typedef void (*libtock_console_callback_read)(returncode_t result, uint32_t length);

// Whether the board has a console that this process may use.
bool libtock_console_exists(void);

// Writes `len` bytes. The buffer is the kernel's until the callback.
returncode_t libtock_console_write(const uint8_t *buffer, uint32_t len,
                                   libtock_console_callback_write cb);

// Reads `len` bytes. The buffer is the kernel's until the callback.
returncode_t libtock_console_read(uint8_t *buffer, uint32_t len, libtock_console_callback_read cb);

// Ends a read that is under way with what was received so far.
returncode_t libtock_console_abort_read(void);
