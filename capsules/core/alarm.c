// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "capsules/core/alarm.h"

#include "kernel/container.h"
#include "kernel/grant.h"

enum : uint32_t { ALARM_UPCALL = 0 };

// A process's alarm is due when the counter has advanced by remaining from reference on. reference
// is when it was last looked at, so that a late look at an alarm far ahead is never taken for an
// early one. reference + remaining is always the tick at which it is due.
struct alarm_driver_state {
    uint32_t reference;
    uint32_t remaining;
    bool armed;
};

// Looked at at least this often, for the same reason.
static const uint32_t longest_dt = 0x80000000;

static uint32_t left(uint32_t now, uint32_t reference, uint32_t dt) {
    return alarm_expired(now, reference, dt) ? 0 : dt - (now - reference);
}

static void arm(struct alarm_driver *driver, uint32_t now, uint32_t dt) {
    driver->reference = now;
    driver->dt = dt < longest_dt ? dt : longest_dt;
    alarm_set(driver->alarm, driver->reference, driver->dt);
}

// Brings a process's alarm up to date with now: an upcall if it is due. Returns the ticks that
// remain, 0 if it is not set or not any more.
static uint32_t look_at(struct alarm_driver *driver, struct process_id process, uint32_t now) {
    grant_enter(scope, &driver->driver, process);
    struct alarm_driver_state *state = grant_state(scope, struct alarm_driver_state);
    if (state == nullptr || !state->armed) {
        return 0;
    }
    uint32_t due = state->reference + state->remaining;
    state->remaining = left(now, state->reference, state->remaining);
    state->reference = due - state->remaining;
    if (state->remaining == 0) {
        state->armed = false;
        (void)grant_upcall(&scope, ALARM_UPCALL, now, due, 0); // Lost if its queue is full.
    }
    return state->remaining;
}

// Looks at every process and sets the alarm to the nearest.
static void look_at_all(struct alarm_driver *driver) {
    uint32_t now = alarm_now(driver->alarm);
    uint32_t nearest = 0;
    struct process_id process = process_id_none();
    while (grant_next(&driver->driver, &process)) {
        uint32_t remaining = look_at(driver, process, now);
        if (remaining != 0 && (nearest == 0 || remaining < nearest)) {
            nearest = remaining;
        }
    }
    if (nearest != 0) {
        arm(driver, now, nearest);
    } else {
        alarm_disarm(driver->alarm);
    }
}

static void fired(struct alarm_client *client) {
    look_at_all(container_of(client, struct alarm_driver, client));
}

static struct command_return command_set(struct alarm_driver *driver, struct process_id caller,
                                         uint32_t now, uint32_t reference, uint32_t dt) {
    grant_enter(scope, &driver->driver, caller);
    struct alarm_driver_state *state = grant_state(scope, struct alarm_driver_state);
    if (state == nullptr) {
        return command_failure(scope.error);
    }
    uint32_t due = reference + dt;
    state->remaining = left(now, reference, dt);
    state->reference = due - state->remaining;
    state->armed = true;
    if (!alarm_is_armed(driver->alarm) ||
        state->remaining < left(now, driver->reference, driver->dt)) {
        arm(driver, now, state->remaining);
    }
    return command_success_u32(due);
}

static struct command_return command_stop(struct alarm_driver *driver, struct process_id caller) {
    bool was_next;
    {
        grant_enter(scope, &driver->driver, caller);
        struct alarm_driver_state *state = grant_state(scope, struct alarm_driver_state);
        if (state == nullptr) {
            return command_failure(scope.error);
        }
        if (!state->armed) {
            return command_failure(E_ALREADY);
        }
        state->armed = false;
        was_next = state->reference + state->remaining == driver->reference + driver->dt;
    }
    if (was_next) {
        look_at_all(driver);
    }
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
}
