// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// LEDs (driver 0x2), numbered from 0 in the board's order. A number that the board does not have
// gives RETURNCODE_EINVAL.

#pragma once

#include "libtock/tock.h"

#define DRIVER_NUM_LEDS 0x2

// Whether the board has LEDs that this process may use.
bool libtock_led_exists(void);

// The number of LEDs.
returncode_t libtock_led_count(int *count);

// Switches one on, off, or over.
returncode_t libtock_led_on(int led_num);
returncode_t libtock_led_off(int led_num);
returncode_t libtock_led_toggle(int led_num);
