// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "capsules/core/button.h"

#include "kernel/container.h"
#include "kernel/grant.h"

enum : uint32_t { BUTTON_UPCALL = 0 };

struct button_state {
    uint32_t wanted; // A bit for each button whose changes the process wants to be told of.
};

static bool is_pressed(const struct button *button) {
    return gpio_read(&button->pin->output) != button->active_low;
}

// Tells a process of a change if it wants to know; whether it does.
static bool tell(const struct button *button, struct process_id process, bool pressed) {
    grant_enter(scope, &button->driver->driver, process);
    const struct button_state *state = grant_state(scope, button_driver_ops, struct button_state);
    if (state == nullptr || (state->wanted >> button->index & 1) == 0) {
        return false;
    }
    (void)grant_upcall(&scope, BUTTON_UPCALL, button->index, pressed, 0);
    return true;
}

static void changed(struct gpio_client *client) {
    struct button *button = container_of(client, struct button, client);
    bool pressed = is_pressed(button);
    bool wanted = false;
    struct process_id process = process_id_none();
    while (grant_next(&button->driver->driver, &process)) {
        wanted = tell(button, process, pressed) || wanted;
    }
    if (!wanted) {
        gpio_disable_interrupt(button->pin); // Those who wanted it have ended or disabled it.
    }
}

static struct command_return want(const struct button *button, struct process_id caller,
                                  bool wanted) {
    grant_enter(scope, &button->driver->driver, caller);
    struct button_state *state = grant_state(scope, button_driver_ops, struct button_state);
    if (state == nullptr) {
        return command_failure(scope.error);
    }
    uint32_t bit = UINT32_C(1) << button->index;
    if (wanted) {
        state->wanted |= bit;
        gpio_enable_interrupt(button->pin, GPIO_EDGE_EITHER);
    } else {
        state->wanted &= ~bit; // The next change finds out if nobody else wants it.
    }
    return command_success();
}

static struct command_return command(struct driver *self, struct process_id caller, uint32_t number,
                                     uint32_t index, uint32_t unused) {
    (void)unused;
    struct button_driver *driver = container_of(self, struct button_driver, driver);
    if (number == 0) {
        return command_success_u32((uint32_t)driver->buttons.count);
    }
    if (number > 3) {
        return command_failure(E_NOSUPPORT);
    }
    if (index >= driver->buttons.count) {
        return command_failure(E_INVAL);
    }
    const struct button *button = span_at(driver->buttons, index);
    if (number == 3) {
        return command_success_u32(is_pressed(button));
    }
    return want(button, caller, number == 1);
}

const struct driver_ops button_driver_ops = {
    .command = command,
    .layout = {.upcalls = 1, .state_size = sizeof(struct button_state)},
};

static const struct gpio_client_ops client_ops = {.changed = changed};

void button_driver_init(struct button_driver *driver) {
    for (size_t i = 0; i < driver->buttons.count; i++) {
        struct button *button = span_at(driver->buttons, i);
        button->index = (uint8_t)i;
        button->driver = driver;
        button->client.ops = &client_ops;
        button->pin->client = &button->client;
        (void)gpio_make_input(button->pin,
                              button->pull); // A pin without that pull reads all the same.
    }
}
