// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// Waiting for a button. Upcalls do not run meanwhile.

#pragma once

#include "libtock/interface/button.h"
#include "libtock/tock.h"

// Whether the board has buttons that this process may use.
bool libtocksync_button_exists(void);

// The number of buttons.
returncode_t libtocksync_button_count(int *count);

// 1 if the button is pressed now, 0 if not.
returncode_t libtocksync_button_read(int button_num, int *button_value);

// Returns when this button is pressed. One that is down already must be released first. Changes of
// other buttons are lost meanwhile, and this button's notification is on afterwards.
returncode_t libtocksync_button_wait_for_press(int button_num);
