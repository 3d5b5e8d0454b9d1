// SPDX-License-Identifier: Apache-2.0 OR MIT

#include "libtock/kernel/low_level_debug.h"

enum {
    COMMAND_ALERT = 1,
    COMMAND_PRINT_1 = 2,
    COMMAND_PRINT_2 = 3,
};

static returncode_t debug_command(uint32_t number, uint32_t arg1, uint32_t arg2) {
    return tock_command_return_novalue_to_returncode(
        command(DRIVER_NUM_LOW_LEVEL_DEBUG, number, (int)arg1, (int)arg2));
}

bool libtock_debug_exists(void) {
    return driver_exists(DRIVER_NUM_LOW_LEVEL_DEBUG);
}

returncode_t libtock_debug_alert(uint32_t alert_code) {
    return debug_command(COMMAND_ALERT, alert_code, 0);
}

returncode_t libtock_debug_print_1(uint32_t number) {
    return debug_command(COMMAND_PRINT_1, number, 0);
}

returncode_t libtock_debug_print_2(uint32_t number1, uint32_t number2) {
    return debug_command(COMMAND_PRINT_2, number1, number2);
}
