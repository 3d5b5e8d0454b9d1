// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// Buttons (driver 0x3), numbered from 0 in the board's order. A number that the board does not have
// gives RETURNCODE_EINVAL.

#pragma once

#include "libtock/tock.h"

#define DRIVER_NUM_BUTTON 0x3

// Called when a button with notification is pressed or released.
typedef void (*libtock_button_callback)(returncode_t result, int button_num, bool pressed);

// Whether the board has buttons that this process may use.
bool libtock_button_exists(void);

// The number of buttons.
returncode_t libtock_button_count(int *count);

// 1 if the button is pressed now, 0 if not.
returncode_t libtock_button_read(int button_num, int *button_value);

// Has `cb` called whenever this button is pressed and whenever it is released. There is one
// callback for all buttons: the last one given.
returncode_t libtock_button_notify_on_press(int button_num, libtock_button_callback cb);
