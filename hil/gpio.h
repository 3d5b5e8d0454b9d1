// SPDX-License-Identifier: Apache-2.0 OR MIT
// HIL: one general-purpose pin. What only drives one (an LED) takes the part that is a struct
// gpio_output, and links nothing of the rest.
#pragma once

#include "kernel/errorcode.h"

struct gpio;
struct gpio_client;
struct gpio_output;

enum gpio_pull : uint8_t { GPIO_PULL_NONE, GPIO_PULL_UP, GPIO_PULL_DOWN };
enum gpio_edge : uint8_t { GPIO_EDGE_EITHER, GPIO_EDGE_RISING, GPIO_EDGE_FALLING };

struct gpio_output_ops {
    // E_NOSUPPORT: the pin cannot be an output.
    enum errorcode (*make_output)(struct gpio_output *pin);
    void (*write)(struct gpio_output *pin, bool high);
    void (*toggle)(struct gpio_output *pin);
    bool (*read)(struct gpio_output *pin); // The level on the pin, be it an output or an input.
};

struct gpio_ops {
    // Output driver off. E_NOSUPPORT: the pin cannot be an input.
    enum errorcode (*make_input)(struct gpio *pin, enum gpio_pull pull);
    void (*deactivate)(struct gpio *pin); // Lowest power: neither drives nor reads.
    // From now on each such edge calls the client's changed(). Edges while one waits are merged
    // with it.
    void (*enable_interrupt)(struct gpio *pin, enum gpio_edge edge);
    void (*disable_interrupt)(struct gpio *pin); // A waiting one is dropped.
};

struct gpio_client_ops {
    void (*changed)(struct gpio_client *client);
};

struct gpio_client {
    const struct gpio_client_ops *ops;
};

struct gpio_output {
    const struct gpio_output_ops *ops;
};

struct gpio {
    struct gpio_output output;
    const struct gpio_ops *ops;
    struct gpio_client *client; // Set before interrupts are enabled; may be null.
};

static inline enum errorcode gpio_make_output(struct gpio_output *pin) {
    return pin->ops->make_output(pin);
}

static inline void gpio_write(struct gpio_output *pin, bool high) {
    pin->ops->write(pin, high);
}

static inline void gpio_toggle(struct gpio_output *pin) {
    pin->ops->toggle(pin);
}

static inline bool gpio_read(struct gpio_output *pin) {
    return pin->ops->read(pin);
}

static inline enum errorcode gpio_make_input(struct gpio *pin, enum gpio_pull pull) {
    return pin->ops->make_input(pin, pull);
}

static inline void gpio_deactivate(struct gpio *pin) {
    pin->ops->deactivate(pin);
}

static inline void gpio_enable_interrupt(struct gpio *pin, enum gpio_edge edge) {
    pin->ops->enable_interrupt(pin, edge);
}

static inline void gpio_disable_interrupt(struct gpio *pin) {
    pin->ops->disable_interrupt(pin);
}
