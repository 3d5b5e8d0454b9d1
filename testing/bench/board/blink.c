// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "testing/bench/board/blink.h"

#include "kernel/container.h"

static void wait(struct blink *blink) {
    alarm_set(blink->alarm, alarm_now(blink->alarm), alarm_frequency(blink->alarm) / 2);
}

static void fired(struct alarm_client *client) {
    struct blink *blink = container_of(client, struct blink, client);
    gpio_toggle(blink->pin);
    wait(blink);
}

static const struct alarm_client_ops client_ops = {.fired = fired};

void blink_init(struct blink *blink) {
    blink->client.ops = &client_ops;
    blink->alarm->client = &blink->client;
    (void)gpio_make_output(blink->pin);
    wait(blink);
}
