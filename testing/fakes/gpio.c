// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "testing/fakes/gpio.h"

#include "kernel/container.h"

static struct fake_gpio *output_of(struct gpio_output *pin) {
    return container_of(pin, struct fake_gpio, gpio.output);
}

static struct fake_gpio *fake_of(struct gpio *pin) {
    return container_of(pin, struct fake_gpio, gpio);
}

static enum errorcode make_output(struct gpio_output *pin) {
    struct fake_gpio *fake = output_of(pin);
    if (fake->make_output_result == E_OK) {
        fake->rises += fake->mode != FAKE_GPIO_OUTPUT && fake->level;
        fake->mode = FAKE_GPIO_OUTPUT;
    }
    return fake->make_output_result;
}

static enum errorcode make_input(struct gpio *pin, enum gpio_pull pull) {
    struct fake_gpio *fake = fake_of(pin);
    if (fake->make_input_result == E_OK) {
        fake->mode = FAKE_GPIO_INPUT;
        fake->pull = pull;
    }
    return fake->make_input_result;
}

static void deactivate(struct gpio *pin) {
    fake_of(pin)->mode = FAKE_GPIO_OFF;
}

static void write(struct gpio_output *pin, bool high) {
    struct fake_gpio *fake = output_of(pin);
    if (fake->mode == FAKE_GPIO_INPUT) {
        return; // The test drives it.
    }
    fake->rises += fake->mode == FAKE_GPIO_OUTPUT && high && !fake->level;
    fake->level = high;
}

static bool read(struct gpio_output *pin) {
    return output_of(pin)->level;
}

static void toggle(struct gpio_output *pin) {
    write(pin, !read(pin));
}

static void enable_interrupt(struct gpio *pin, enum gpio_edge edge) {
    fake_of(pin)->interrupt_enabled = true;
    fake_of(pin)->edge = edge;
}

static void disable_interrupt(struct gpio *pin) {
    fake_of(pin)->interrupt_enabled = false;
}

static const struct gpio_output_ops output_ops = {
    .make_output = make_output,
    .write = write,
    .toggle = toggle,
    .read = read,
};

static const struct gpio_ops ops = {
    .make_input = make_input,
    .deactivate = deactivate,
    .enable_interrupt = enable_interrupt,
    .disable_interrupt = disable_interrupt,
};

void fake_gpio_init(struct fake_gpio *fake) {
    struct fake_gpio initial = {.gpio = {.output = {.ops = &output_ops}, .ops = &ops}};
    *fake = initial;
}

bool fake_gpio_drive(struct fake_gpio *fake, bool level) {
    bool changed = fake->level != level;
    fake->level = level;
    bool wanted = fake->edge == GPIO_EDGE_EITHER || (fake->edge == GPIO_EDGE_RISING) == level;
    if (!changed || !wanted || !fake->interrupt_enabled || fake->gpio.client == nullptr) {
        return false;
    }
    fake->gpio.client->ops->changed(fake->gpio.client);
    return true;
}
