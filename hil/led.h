// SPDX-License-Identifier: Apache-2.0 OR MIT
// HIL: one light that is on or off.
#pragma once

struct led;

struct led_ops {
    void (*init)(struct led *led); // Makes it ready, and off.
    void (*set)(struct led *led, bool on);
    void (*toggle)(struct led *led);
    bool (*is_on)(struct led *led);
};

struct led {
    const struct led_ops *ops;
};

static inline void led_init(struct led *led) {
    led->ops->init(led);
}

static inline void led_set(struct led *led, bool on) {
    led->ops->set(led, on);
}

static inline void led_toggle(struct led *led) {
    led->ops->toggle(led);
}

static inline bool led_is_on(struct led *led) {
    return led->ops->is_on(led);
}
