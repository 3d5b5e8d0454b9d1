// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "capsules/core/alarm.h"

#include "kernel/container.h"
#include "kernel/grant.h"

enum : uint32_t { ALARM_UPCALL = 0 };

struct alarm_driver_state {
    uint32_t due; // The tick at which the process's alarm is due,
    bool armed;   // if it is set.
};

// The process may have died since it set the alarm, and another run in its place.
static void upcall(struct alarm_driver *driver, struct process_id process) {
    uint32_t now = alarm_now(driver->alarm);
    grant_enter(scope, &driver->driver, process);
    struct alarm_driver_state *state = grant_state(scope, struct alarm_driver_state);
    if (state != nullptr) {
        state->armed = false;
        (void)grant_upcall(&scope, ALARM_UPCALL, now, state->due, 0); // Lost if its queue is full.
    }
}

static void fired(struct alarm_client *client) {
    struct alarm_driver *driver = container_of(client, struct alarm_driver, client);
    uint32_t slot = deadline_take(&driver->queue);
    for (; slot != DEADLINE_NONE; slot = deadline_take(&driver->queue)) {
        upcall(driver, *span_at(driver->owners, slot));
    }
}

static struct command_return command_set(struct alarm_driver *driver, struct process_id caller,
                                         uint32_t now, uint32_t reference, uint32_t dt) {
    grant_enter(scope, &driver->driver, caller);
    struct alarm_driver_state *state = grant_state(scope, struct alarm_driver_state);
    if (state == nullptr) {
        return command_failure(scope.error);
    }
    state->due = reference + dt;
    state->armed = true;
    uint32_t slot = process_id_slot(caller);
    *span_at(driver->owners, slot) = caller;
    deadline_set(&driver->queue, slot, now, reference, dt);
    return command_success_u32(reference + dt);
}

static struct command_return command_stop(struct alarm_driver *driver, struct process_id caller) {
    grant_enter(scope, &driver->driver, caller);
    struct alarm_driver_state *state = grant_state(scope, struct alarm_driver_state);
    if (state == nullptr) {
        return command_failure(scope.error);
    }
    if (!state->armed) {
        return command_failure(E_ALREADY);
    }
    state->armed = false;
    deadline_clear(&driver->queue, process_id_slot(caller));
    return command_success();
}

static struct command_return command(struct driver *self, struct process_id caller, uint32_t number,
                                     uint32_t argument1, uint32_t argument2) {
    struct alarm_driver *driver = container_of(self, struct alarm_driver, driver);
    uint32_t now = alarm_now(driver->alarm);
    switch (number) {
    case 0:
        return command_success();
    case 1:
        return command_success_u32(alarm_frequency(driver->alarm));
    case 2:
        return command_success_u32(now);
    case 3:
        return command_stop(driver, caller);
    case 5:
        return command_set(driver, caller, now, now, argument1);
    case 6:
        return command_set(driver, caller, now, argument1, argument2);
    default:
        return command_failure(E_NOSUPPORT);
    }
}

const struct driver_ops alarm_driver_ops = {
    .command = command,
    .layout = {.upcalls = 1, .state_size = sizeof(struct alarm_driver_state)},
};

static const struct alarm_client_ops client_ops = {.fired = fired};

void alarm_driver_init(struct alarm_driver *driver) {
    driver->client.ops = &client_ops;
    driver->alarm->client = &driver->client;
    deadline_init(&driver->queue, driver->alarm);
}
