// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "capsules/core/wide_time.h"

#include "kernel/container.h"

static const uint32_t half_a_turn = 0x80000000;

uint64_t wide_time_now(struct wide_time *time) {
    uint32_t passed = alarm_now(time->alarm) - (uint32_t)(time->last & UINT32_MAX);
    time->last += passed;
    return time->last;
}

static void look_and_set(struct wide_time *time) {
    uint64_t now = wide_time_now(time);
    alarm_set(time->alarm, (uint32_t)(now & UINT32_MAX), half_a_turn);
}

static void fired(struct alarm_client *client) {
    look_and_set(container_of(client, struct wide_time, client));
}

static const struct alarm_client_ops client_ops = {.fired = fired};

void wide_time_init(struct wide_time *time) {
    time->client.ops = &client_ops;
    time->alarm->client = &time->client;
    time->last = alarm_now(time->alarm);
    look_and_set(time);
}
