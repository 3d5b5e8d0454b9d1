// SPDX-License-Identifier: Apache-2.0 OR MIT

#include "libtock/peripherals/gpio.h"

enum {
    COMMAND_ENABLE_OUTPUT = 1,
    COMMAND_SET = 2,
    COMMAND_CLEAR = 3,
    COMMAND_TOGGLE = 4,
    COMMAND_ENABLE_INPUT = 5,
    COMMAND_READ = 6,
    COMMAND_ENABLE_INTERRUPT = 7,
    COMMAND_DISABLE_INTERRUPT = 8,
    COMMAND_DISABLE = 9,
    COMMAND_COUNT = 10,
    SUBSCRIBE_INTERRUPT = 0,
};

static returncode_t gpio_command(uint32_t number, uint32_t pin, int mode) {
    return tock_command_return_novalue_to_returncode(
        command(DRIVER_NUM_GPIO, number, (int)pin, mode));
}

bool libtock_gpio_exists(void) {
    return driver_exists(DRIVER_NUM_GPIO);
}

returncode_t libtock_gpio_count(int *count) {
    return tock_command_return_u32_to_returncode(command(DRIVER_NUM_GPIO, COMMAND_COUNT, 0, 0),
                                                 (uint32_t *)count);
}

static void interrupted(int pin, int level, int unused, void *callback) {
    (void)unused;
    ((libtock_gpio_callback_interrupt)callback)((uint32_t)pin, level != 0);
}

returncode_t libtock_gpio_set_interrupt_callback(libtock_gpio_callback_interrupt cb) {
    return tock_subscribe_return_to_returncode(
        subscribe(DRIVER_NUM_GPIO, SUBSCRIBE_INTERRUPT, interrupted, (void *)cb));
}

returncode_t libtock_gpio_enable_input(uint32_t pin, libtock_gpio_input_mode_t pin_config) {
    return gpio_command(COMMAND_ENABLE_INPUT, pin, (int)pin_config);
}

returncode_t libtock_gpio_enable_output(uint32_t pin) {
    return gpio_command(COMMAND_ENABLE_OUTPUT, pin, 0);
}

returncode_t libtock_gpio_set(uint32_t pin) {
    return gpio_command(COMMAND_SET, pin, 0);
}

returncode_t libtock_gpio_clear(uint32_t pin) {
    return gpio_command(COMMAND_CLEAR, pin, 0);
}

returncode_t libtock_gpio_toggle(uint32_t pin) {
    return gpio_command(COMMAND_TOGGLE, pin, 0);
}

returncode_t libtock_gpio_read(uint32_t pin, int *pin_value) {
    return tock_command_return_u32_to_returncode(
        command(DRIVER_NUM_GPIO, COMMAND_READ, (int)pin, 0), (uint32_t *)pin_value);
}

returncode_t libtock_gpio_enable_interrupt(uint32_t pin, libtock_gpio_interrupt_mode_t irq_config) {
    return gpio_command(COMMAND_ENABLE_INTERRUPT, pin, (int)irq_config);
}

returncode_t libtock_gpio_disable_interrupt(uint32_t pin) {
    return gpio_command(COMMAND_DISABLE_INTERRUPT, pin, 0);
}

returncode_t libtock_gpio_disable(uint32_t pin) {
    return gpio_command(COMMAND_DISABLE, pin, 0);
}
