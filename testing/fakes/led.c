// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "testing/fakes/led.h"

#include "kernel/container.h"

static struct fake_led *fake_of(struct led *led) {
    return container_of(led, struct fake_led, led);
}

static void init(struct led *led) {
    fake_of(led)->initialised = true;
    fake_of(led)->on = false;
}

static void set(struct led *led, bool on) {
    fake_of(led)->on = on;
}

static void toggle(struct led *led) {
    fake_of(led)->on = !fake_of(led)->on;
}

static bool is_on(struct led *led) {
    return fake_of(led)->on;
}

static const struct led_ops ops = {.init = init, .set = set, .toggle = toggle, .is_on = is_on};

void fake_led_init(struct fake_led *fake) {
    fake->led.ops = &ops;
    fake->initialised = false;
    fake->on = true;
}
