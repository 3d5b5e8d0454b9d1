// SPDX-License-Identifier: Apache-2.0 OR MIT

#include "libtock/interface/button.h"

enum {
    COMMAND_COUNT = 0,
    COMMAND_ENABLE = 1,
    COMMAND_READ = 3,
    SUBSCRIBE_CHANGED = 0,
};

bool libtock_button_exists(void) {
    return driver_exists(DRIVER_NUM_BUTTON);
}

returncode_t libtock_button_count(int *count) {
    return tock_command_return_u32_to_returncode(command(DRIVER_NUM_BUTTON, COMMAND_COUNT, 0, 0),
                                                 (uint32_t *)count);
}

returncode_t libtock_button_read(int button_num, int *button_value) {
    return tock_command_return_u32_to_returncode(
        command(DRIVER_NUM_BUTTON, COMMAND_READ, button_num, 0), (uint32_t *)button_value);
}

static void changed(int button_num, int pressed, int unused, void *callback) {
    (void)unused;
    ((libtock_button_callback)callback)(RETURNCODE_SUCCESS, button_num, pressed != 0);
}

returncode_t libtock_button_notify_on_press(int button_num, libtock_button_callback cb) {
    subscribe_return_t upcall =
        subscribe(DRIVER_NUM_BUTTON, SUBSCRIBE_CHANGED, changed, (void *)cb);
    if (!upcall.success) {
        return tock_subscribe_return_to_returncode(upcall);
    }
    return tock_command_return_novalue_to_returncode(
        command(DRIVER_NUM_BUTTON, COMMAND_ENABLE, button_num, 0));
}
