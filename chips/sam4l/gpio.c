// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "chips/sam4l/gpio.h"

#include "kernel/container.h"

// UNSAFE: a struct sam4l_gpio passes for a struct sam4l_output: the pin lies before the operations
// in both.
static_assert(offsetof(struct sam4l_gpio, gpio.output) == offsetof(struct sam4l_output, output) &&
              offsetof(struct sam4l_gpio, pin) == offsetof(struct sam4l_output, pin));
static struct sam4l_pin pin_of(struct gpio_output *output) {
    return container_of(output, struct sam4l_output, output)->pin;
}

static void set_pull(struct sam4l_pin pin, enum gpio_pull pull) {
    pin.port->puerc = pin.mask;
    pin.port->pderc = pin.mask;
    if (pull == GPIO_PULL_UP) {
        pin.port->puers = pin.mask;
    } else if (pull == GPIO_PULL_DOWN) {
        pin.port->pders = pin.mask;
    }
}

static void stop_interrupt(struct sam4l_pin pin) {
    pin.port->ierc = pin.mask;
    pin.port->ifrc = pin.mask;
}

void sam4l_pin_select(struct sam4l_pin pin, enum sam4l_pin_function function, enum gpio_pull pull) {
    struct sam4l_gpio_registers *port = pin.port;
    stop_interrupt(pin);
    set_pull(pin, pull);
    // The function first, then the hand-over: the pin never belongs to a peripheral in between.
    *((function & 1) != 0 ? &port->pmr0s : &port->pmr0c) = pin.mask;
    *((function & 2) != 0 ? &port->pmr1s : &port->pmr1c) = pin.mask;
    *((function & 4) != 0 ? &port->pmr2s : &port->pmr2c) = pin.mask;
    port->gperc = pin.mask;
}

static enum errorcode make_output(struct gpio_output *output) {
    struct sam4l_pin pin = pin_of(output);
    stop_interrupt(pin);
    set_pull(pin, GPIO_PULL_NONE);
    pin.port->oders = pin.mask;
    pin.port->gpers = pin.mask;
    return E_OK;
}

static enum errorcode make_input(struct gpio *gpio, enum gpio_pull pull) {
    struct sam4l_pin pin = pin_of(&gpio->output);
    pin.port->oderc = pin.mask;
    set_pull(pin, pull);
    pin.port->sters = pin.mask; // A Schmitt trigger: slow edges count once.
    pin.port->gpers = pin.mask;
    return E_OK;
}

static void deactivate(struct gpio *gpio) {
    struct sam4l_pin pin = pin_of(&gpio->output);
    stop_interrupt(pin);
    pin.port->oderc = pin.mask;
    set_pull(pin, GPIO_PULL_NONE);
    pin.port->sterc = pin.mask;
    pin.port->gpers = pin.mask;
}

static void write(struct gpio_output *output, bool high) {
    struct sam4l_pin pin = pin_of(output);
    if (high) {
        pin.port->ovrs = pin.mask;
    } else {
        pin.port->ovrc = pin.mask;
    }
}

static void toggle(struct gpio_output *output) {
    struct sam4l_pin pin = pin_of(output);
    pin.port->ovrt = pin.mask;
}

static bool read(struct gpio_output *output) {
    struct sam4l_pin pin = pin_of(output);
    return (pin.port->pvr & pin.mask) != 0;
}

// Mode 0: both edges; 1: rising; 2: falling. Changing it may raise the flag, so the interrupt is
// off meanwhile and the flag is cleared last.
static void enable_interrupt(struct gpio *gpio, enum gpio_edge edge) {
    struct sam4l_pin pin = pin_of(&gpio->output);
    struct sam4l_gpio_registers *port = pin.port;
    port->ierc = pin.mask;
    *(edge == GPIO_EDGE_RISING ? &port->imr0s : &port->imr0c) = pin.mask;
    *(edge == GPIO_EDGE_FALLING ? &port->imr1s : &port->imr1c) = pin.mask;
    port->ifrc = pin.mask;
    port->iers = pin.mask;
}

static void disable_interrupt(struct gpio *gpio) {
    stop_interrupt(pin_of(&gpio->output));
}

const struct gpio_output_ops sam4l_output_ops = {
    .make_output = make_output,
    .write = write,
    .toggle = toggle,
    .read = read,
};

const struct gpio_ops sam4l_gpio_ops = {
    .make_input = make_input,
    .deactivate = deactivate,
    .enable_interrupt = enable_interrupt,
    .disable_interrupt = disable_interrupt,
};

static void service(struct sam4l_gpio *self) {
    struct sam4l_pin pin = self->pin;
    if ((pin.port->ifr & pin.port->ier & pin.mask) == 0) {
        return;
    }
    pin.port->ifrc = pin.mask; // Before the call: an edge during it is kept.
    if (self->gpio.client != nullptr) {
        self->gpio.client->ops->changed(self->gpio.client);
    }
}

// UNSAFE: object is what the board's interrupt table pairs with this function: a list of pins.
void sam4l_gpio_interrupt(void *object) {
    const struct sam4l_gpio_list *list = object;
    for (size_t i = 0; i < list->count; i++) {
        service(list->pins[i]);
    }
}

bool sam4l_gpio_any_interrupt(const struct sam4l_gpio_registers *ports) {
    return (ports[0].ier | ports[1].ier | ports[2].ier) != 0;
}
