// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: interface
// One table for two kinds of container.
#include "hil/time.h"
#include "kernel/container.h"

struct mine {
    uint32_t count;
    struct alarm_client client;
};
struct yours {
    struct alarm_client client;
};

static void fired(struct alarm_client *client) {
    container_of(client, struct mine, client)->count++;
}

static const struct alarm_client_ops ops = {.fired = fired};

[[maybe_unused]] static void f(struct yours *yours) {
    yours->client.ops = &ops;
}
