// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "capsules/core/gpio.h"

#include "kernel/container.h"
#include "kernel/enum.h"
#include "kernel/grant.h"

enum : uint32_t { GPIO_UPCALL = 0 };

static void changed(struct gpio_client *client) {
    const struct gpio_pin *pin = container_of(client, struct gpio_pin, client);
    bool level = gpio_read(&pin->pin->output);
    bool anyone = false;
    struct process_id process = process_id_none();
    while (grant_next(&pin->driver->driver, &process)) {
        grant_enter(scope, &pin->driver->driver, process);
        (void)grant_upcall(&scope, GPIO_UPCALL, pin->index, level, 0);
        anyone = true;
    }
    if (!anyone) {
        gpio_disable_interrupt(pin->pin); // Those who wanted it have ended.
    }
}

// The HIL's numbers are those of the system calls.
static_assert(GPIO_PULL_NONE == 0 && GPIO_PULL_UP == 1 && GPIO_PULL_DOWN == 2);
static_assert(GPIO_EDGE_EITHER == 0 && GPIO_EDGE_RISING == 1 && GPIO_EDGE_FALLING == 2);

// Interrupts reach the processes that have the grant: makes the caller one of them.
static enum errorcode change_interrupt(struct gpio_driver *driver, struct process_id caller,
                                       struct gpio *pin, uint32_t number, uint32_t edge) {
    grant_enter(scope, &driver->driver, caller);
    if (scope.error != E_OK) {
        return scope.error;
    }
    if (number == 8) {
        gpio_disable_interrupt(pin);
        return E_OK;
    }
    if (edge > 2) {
        return E_NOSUPPORT;
    }
    gpio_enable_interrupt(pin, enum_from(enum gpio_edge, edge, GPIO_EDGE_FALLING));
    return E_OK;
}

static struct command_return command(struct driver *self, struct process_id caller, uint32_t number,
                                     uint32_t index, uint32_t argument) {
    struct gpio_driver *driver = container_of(self, struct gpio_driver, driver);
    if (number == 0) {
        return command_success();
    }
    if (number == 10) {
        return command_success_u32((uint32_t)driver->pins.count);
    }
    if (number > 10) {
        return command_failure(E_NOSUPPORT);
    }
    if (index >= driver->pins.count) {
        return command_failure(E_INVAL);
    }
    struct gpio *pin = span_at(driver->pins, index)->pin;
    switch (number) {
    case 1:
        return command_result(gpio_make_output(&pin->output));
    case 2:
        gpio_write(&pin->output, true);
        break;
    case 3:
        gpio_write(&pin->output, false);
        break;
    case 4:
        gpio_toggle(&pin->output);
        break;
    case 5:
        return command_result(
            argument > 2
                ? E_NOSUPPORT
                : gpio_make_input(pin, enum_from(enum gpio_pull, argument, GPIO_PULL_DOWN)));
    case 6:
        return command_success_u32(gpio_read(&pin->output));
    case 9:
        gpio_disable_interrupt(pin);
        gpio_deactivate(pin);
        break;
    default: // 7 and 8.
        return command_result(change_interrupt(driver, caller, pin, number, argument));
    }
    return command_success();
}

const struct driver_ops gpio_driver_ops = {.command = command, .layout = {.upcalls = 1}};

static const struct gpio_client_ops client_ops = {.changed = changed};

void gpio_driver_init(struct gpio_driver *driver) {
    for (size_t i = 0; i < driver->pins.count; i++) {
        struct gpio_pin *pin = span_at(driver->pins, i);
        pin->index = (uint32_t)i;
        pin->driver = driver;
        pin->client.ops = &client_ops;
        pin->pin->client = &pin->client;
    }
}
