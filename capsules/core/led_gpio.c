// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "capsules/core/led_gpio.h"

#include "kernel/container.h"

static void set(struct led *self, bool on) {
    struct led_gpio *led = container_of(self, struct led_gpio, led);
    gpio_write(led->pin, on != led->active_low);
}

static void init(struct led *self) {
    // The level first: the LED must not flash. A pin that cannot be an output stays dark.
    set(self, false);
    (void)gpio_make_output(container_of(self, struct led_gpio, led)->pin);
    set(self, false);
}

static void toggle(struct led *self) {
    gpio_toggle(container_of(self, struct led_gpio, led)->pin);
}

static bool is_on(struct led *self) {
    struct led_gpio *led = container_of(self, struct led_gpio, led);
    return gpio_read(led->pin) != led->active_low;
}

const struct led_ops led_gpio_ops = {
    .init = init,
    .set = set,
    .toggle = toggle,
    .is_on = is_on,
};
