// SPDX-License-Identifier: Apache-2.0 OR MIT

#include "libtock-sync/interface/button.h"

enum {
    COMMAND_ENABLE = 1,
    SUBSCRIBE_CHANGED = 0,
};

bool libtocksync_button_exists(void) {
    return libtock_button_exists();
}

returncode_t libtocksync_button_count(int *count) {
    return libtock_button_count(count);
}

returncode_t libtocksync_button_read(int button_num, int *button_value) {
    return libtock_button_read(button_num, button_value);
}

returncode_t libtocksync_button_wait_for_press(int button_num) {
    returncode_t result = tock_command_return_novalue_to_returncode(
        command(DRIVER_NUM_BUTTON, COMMAND_ENABLE, button_num, 0));
    while (result == RETURNCODE_SUCCESS) {
        yield_waitfor_return_t change = yield_wait_for(DRIVER_NUM_BUTTON, SUBSCRIBE_CHANGED);
        if ((int)change.data0 == button_num && change.data1 != 0) {
            break;
        }
    }
    return result;
}
