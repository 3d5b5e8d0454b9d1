// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "capsules/core/virtual_alarm.h"

#include "kernel/bytes.h"
#include "kernel/container.h"

static void mux_fired(struct alarm_client *client) {
    struct virtual_alarm_mux *mux = container_of(client, struct virtual_alarm_mux, client);
    deadline_advance(&mux->queue, alarm_now(mux->hardware));
    uint32_t i = deadline_take(&mux->queue);
    for (; i != DEADLINE_NONE; i = deadline_take(&mux->queue)) {
        struct alarm_client *owner = (*span_at(mux->alarms, i))->alarm.client;
        owner->ops->fired(owner);
    }
}

static uint32_t device_now(struct alarm *self) {
    return alarm_now(container_of(self, struct virtual_alarm, alarm)->mux->hardware);
}

static void device_set(struct alarm *self, uint32_t reference, uint32_t dt) {
    struct virtual_alarm *device = container_of(self, struct virtual_alarm, alarm);
    uint32_t now = alarm_now(device->mux->hardware);
    deadline_set(&device->mux->queue, device->number, now, reference, dt);
}

static void device_disarm(struct alarm *self) {
    struct virtual_alarm *device = container_of(self, struct virtual_alarm, alarm);
    deadline_clear(&device->mux->queue, device->number);
}

static bool device_is_armed(struct alarm *self) {
    struct virtual_alarm *device = container_of(self, struct virtual_alarm, alarm);
    return deadline_is_set(&device->mux->queue, device->number);
}

static const struct alarm_client_ops mux_ops = {.fired = mux_fired};

void virtual_alarm_mux_init(struct virtual_alarm_mux *mux) {
    mux->client.ops = &mux_ops;
    mux->hardware->client = &mux->client;
    deadline_init(&mux->queue, mux->hardware);
    mux->ops.frequency = alarm_frequency(mux->hardware);
    mux->ops.minimum_dt = mux->hardware->ops->minimum_dt;
    mux->ops.now = device_now;
    mux->ops.set = device_set;
    mux->ops.disarm = device_disarm;
    mux->ops.is_armed = device_is_armed;
    for (size_t i = 0; i < mux->alarms.count; i++) {
        struct virtual_alarm *alarm = *span_at(mux->alarms, i);
        alarm->alarm.ops = &mux->ops;
        alarm->mux = mux;
        alarm->number = bytes_narrow8(i);
    }
}
