// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "capsules/core/alarm.h"

#include "kernel/container.h"
#include "kernel/grant.h"

enum : uint32_t { ALARM_UPCALL = 0 };

// A process whose alarm is due may have died since it was set, and another run in its place.
static void fired(struct alarm_client *client) {
    struct alarm_driver *driver = container_of(client, struct alarm_driver, client);
    uint32_t now = alarm_now(driver->alarm);
    deadline_advance(&driver->queue, now);
    uint32_t slot = deadline_take(&driver->queue);
    for (; slot != DEADLINE_NONE; slot = deadline_take(&driver->queue)) {
        const struct alarm_of_process *alarm = span_at(driver->alarms, slot);
        // Lost if its queue is full.
        (void)grant_upcall_to(&driver->driver, alarm->owner, ALARM_UPCALL, now, alarm->due, 0);
    }
}

static struct command_return command_set(struct alarm_driver *driver, struct process_id caller,
                                         uint32_t now, uint32_t reference, uint32_t dt) {
    enum errorcode error = grant_allocate(&driver->driver, caller);
    if (error != E_OK) {
        return command_failure(error);
    }
    uint32_t slot = process_id_slot(caller);
    struct alarm_of_process *alarm = span_at(driver->alarms, slot);
    alarm->owner = caller;
    alarm->due = reference + dt;
    deadline_set(&driver->queue, slot, now, reference, dt);
    return command_success_u32(reference + dt);
}

static struct command_return command_stop(struct alarm_driver *driver, struct process_id caller) {
    uint32_t slot = process_id_slot(caller);
    if (!deadline_is_set(&driver->queue, slot) ||
        !process_id_equal(span_at(driver->alarms, slot)->owner, caller)) {
        return command_failure(E_ALREADY);
    }
    deadline_clear(&driver->queue, slot);
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
    .layout = {.upcalls = 1},
};

static const struct alarm_client_ops client_ops = {.fired = fired};

void alarm_driver_init(struct alarm_driver *driver) {
    driver->client.ops = &client_ops;
    driver->alarm->client = &driver->client;
    deadline_init(&driver->queue, driver->alarm);
}
