// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// The console, waiting for the end of each write and read. No upcall runs meanwhile: these use
// Yield-WaitFor, so they may be called from upcalls too.

#pragma once

#include "libtock/interface/console.h"
#include "libtock/tock.h"

// Whether the board has a console that this process may use.
bool libtocksync_console_exists(void);

// Writes `length` bytes and stores how many were written.
returncode_t libtocksync_console_write(const uint8_t *buffer, uint32_t length, uint32_t *written);

// Reads `length` bytes and stores how many were received.
returncode_t libtocksync_console_read(uint8_t *buffer, uint32_t length, uint32_t *read);

// Writes the `len` characters of `str`.
int putnstr(const char *str, size_t len);

// Reads `len` characters into `str`, which is not terminated.
int getnstr(char *str, size_t len);

// Reads one character: 0 to 255, or a negative return code.
int getch(void);
