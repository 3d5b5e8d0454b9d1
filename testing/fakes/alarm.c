// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "testing/fakes/alarm.h"

#include "kernel/container.h"

static struct fake_alarm *fake_of(struct alarm *alarm) {
    return container_of(alarm, struct fake_alarm, alarm);
}

static uint32_t now(struct alarm *alarm) {
    return (uint32_t)fake_of(alarm)->time;
}

static void set(struct alarm *alarm, uint32_t reference, uint32_t dt) {
    struct fake_alarm *fake = fake_of(alarm);
    uint32_t elapsed = (uint32_t)fake->time - reference;
    uint32_t rest = elapsed >= dt ? 0 : dt - elapsed;
    fake->due = fake->time + (rest < FAKE_ALARM_MINIMUM_DT ? FAKE_ALARM_MINIMUM_DT : rest);
    fake->armed = true;
    fake->sets++;
}

static void disarm(struct alarm *alarm) {
    fake_of(alarm)->armed = false;
}

static bool is_armed(struct alarm *alarm) {
    return fake_of(alarm)->armed;
}

static const struct alarm_ops ops = {
    .frequency = FAKE_ALARM_FREQUENCY,
    .minimum_dt = FAKE_ALARM_MINIMUM_DT,
    .now = now,
    .set = set,
    .disarm = disarm,
    .is_armed = is_armed,
};

void fake_alarm_init(struct fake_alarm *fake, uint64_t start) {
    struct fake_alarm initial = {.alarm = {.ops = &ops}, .time = start};
    *fake = initial;
}

void fake_alarm_advance(struct fake_alarm *fake, uint64_t ticks) {
    uint64_t end = fake->time + ticks;
    while (fake->armed && fake->due + fake->latency <= end) {
        if (fake->time < fake->due + fake->latency) {
            fake->time = fake->due + fake->latency;
        }
        fake->armed = false;
        fake->alarm.client->ops->fired(fake->alarm.client);
    }
    if (fake->time < end) {
        fake->time = end;
    }
}
