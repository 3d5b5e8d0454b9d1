// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "capsules/core/virtual_alarm.h"

#include "kernel/container.h"

static const uint32_t longest_dt = 0x80000000;

static uint32_t left(uint32_t remaining, uint32_t elapsed) {
    return elapsed < remaining ? remaining - elapsed : 0;
}

// Brings every armed alarm up to date with now. One that is due has nothing remaining.
static void advance(struct virtual_alarm_mux *mux, uint32_t now) {
    uint32_t elapsed = now - mux->reference;
    mux->reference = now;
    mux->remaining = left(mux->remaining, elapsed);
    for (size_t i = 0; i < mux->alarms.count; i++) {
        struct virtual_alarm *alarm = *span_at(mux->alarms, i);
        alarm->remaining = left(alarm->remaining, elapsed);
    }
}

// Sets the hardware alarm to the nearest, or clears it. Leaves it alone if it is set to just that:
// setting one that is due again and again would put it off for ever.
static void rearm(struct virtual_alarm_mux *mux) {
    if (mux->firing) {
        return;
    }
    bool any = false;
    uint32_t nearest = longest_dt;
    for (size_t i = 0; i < mux->alarms.count; i++) {
        const struct virtual_alarm *alarm = *span_at(mux->alarms, i);
        if (alarm->armed) {
            any = true;
            nearest = alarm->remaining < nearest ? alarm->remaining : nearest;
        }
    }
    if (!any) {
        alarm_disarm(mux->hardware);
    } else if (!alarm_is_armed(mux->hardware) || mux->remaining != nearest) {
        mux->remaining = nearest;
        alarm_set(mux->hardware, mux->reference, nearest);
    }
}

static void mux_fired(struct alarm_client *client) {
    struct virtual_alarm_mux *mux = container_of(client, struct virtual_alarm_mux, client);
    advance(mux, alarm_now(mux->hardware));
    mux->firing = true;
    for (size_t i = 0; i < mux->alarms.count; i++) {
        struct virtual_alarm *alarm = *span_at(mux->alarms, i);
        if (alarm->armed && alarm->remaining == 0) {
            alarm->armed = false;
            struct alarm_client *owner = alarm->alarm.client;
            owner->ops->fired(owner);
        }
    }
    mux->firing = false;
    rearm(mux);
}

static uint32_t device_now(struct alarm *self) {
    return alarm_now(container_of(self, struct virtual_alarm, alarm)->mux->hardware);
}

static void device_set(struct alarm *self, uint32_t reference, uint32_t dt) {
    struct virtual_alarm *alarm = container_of(self, struct virtual_alarm, alarm);
    uint32_t now = alarm_now(alarm->mux->hardware);
    advance(alarm->mux, now);
    alarm->remaining = alarm_expired(now, reference, dt) ? 0 : dt - (now - reference);
    alarm->armed = true;
    rearm(alarm->mux);
}

static void device_disarm(struct alarm *self) {
    struct virtual_alarm *alarm = container_of(self, struct virtual_alarm, alarm);
    if (alarm->armed) {
        alarm->armed = false;
        advance(alarm->mux, alarm_now(alarm->mux->hardware));
        rearm(alarm->mux);
    }
}

static bool device_is_armed(struct alarm *self) {
    return container_of(self, struct virtual_alarm, alarm)->armed;
}

static const struct alarm_client_ops mux_ops = {.fired = mux_fired};

void virtual_alarm_mux_init(struct virtual_alarm_mux *mux) {
    mux->client.ops = &mux_ops;
    mux->hardware->client = &mux->client;
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
    }
}
