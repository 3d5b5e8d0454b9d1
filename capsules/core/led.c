// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "capsules/core/led.h"

#include "kernel/container.h"

static struct command_return command(struct driver *self, struct process_id caller, uint32_t number,
                                     uint32_t index, uint32_t unused) {
    (void)caller;
    (void)unused;
    struct led_driver *driver = container_of(self, struct led_driver, driver);
    if (number == 0) {
        return command_success_u32((uint32_t)driver->leds.count);
    }
    if (number > 4) {
        return command_failure(E_NOSUPPORT);
    }
    if (index >= driver->leds.count) {
        return command_failure(E_INVAL);
    }
    struct led *led = *span_at(driver->leds, index);
    switch (number) {
    case 1:
        led_set(led, true);
        break;
    case 2:
        led_set(led, false);
        break;
    case 3:
        led_toggle(led);
        break;
    default:
        return command_success_u32(led_is_on(led));
    }
    return command_success();
}

const struct driver_ops led_driver_ops = {.command = command};

void led_driver_init(struct led_driver *driver) {
    for (size_t i = 0; i < driver->leds.count; i++) {
        led_init(*span_at(driver->leds, i));
    }
}
