// SPDX-License-Identifier: Apache-2.0 OR MIT

#include "libtock/interface/led.h"

enum {
    COMMAND_COUNT = 0,
    COMMAND_ON = 1,
    COMMAND_OFF = 2,
    COMMAND_TOGGLE = 3,
};

static returncode_t led_command(uint32_t number, int led) {
    return tock_command_return_novalue_to_returncode(command(DRIVER_NUM_LEDS, number, led, 0));
}

bool libtock_led_exists(void) {
    return driver_exists(DRIVER_NUM_LEDS);
}

returncode_t libtock_led_count(int *count) {
    return tock_command_return_u32_to_returncode(command(DRIVER_NUM_LEDS, COMMAND_COUNT, 0, 0),
                                                 (uint32_t *)count);
}

returncode_t libtock_led_on(int led_num) {
    return led_command(COMMAND_ON, led_num);
}

returncode_t libtock_led_off(int led_num) {
    return led_command(COMMAND_OFF, led_num);
}

returncode_t libtock_led_toggle(int led_num) {
    return led_command(COMMAND_TOGGLE, led_num);
}
