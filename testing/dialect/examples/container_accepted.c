// SPDX-License-Identifier: Apache-2.0 OR MIT
// accepted
#include "hil/time.h"
#include "kernel/container.h"

struct device {
    uint32_t count;
    struct alarm_client client;
};

static void fired(struct alarm_client *client) {
    struct device *device = container_of(client, struct device, client);
    device->count++;
}

static const struct alarm_client_ops client_ops = {.fired = fired};

[[maybe_unused]] static void start(struct device *device) {
    device->client.ops = &client_ops;
}
