// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// Low-level debug (driver 0x8): tells the kernel a number or two, which it prints. It takes neither
// a buffer nor an upcall, so it works where the console does not, even in start-up code.

#pragma once

#include "libtock/tock.h"

#define DRIVER_NUM_LOW_LEVEL_DEBUG 0x8

// Alert codes that all Tock userlands share.
enum {
    LIBTOCK_DEBUG_ALERT_PANIC = 0x01,
    LIBTOCK_DEBUG_ALERT_WRONG_LOCATION = 0x02,
};

// Whether the board has the driver.
bool libtock_debug_exists(void);

// Prints an alert code with its meaning.
returncode_t libtock_debug_alert(uint32_t alert_code);

// Prints one number, or two, in hexadecimal.
returncode_t libtock_debug_print_1(uint32_t number);
returncode_t libtock_debug_print_2(uint32_t number1, uint32_t number2);
