// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: container
// The parameter is another one by then.
#include "hil/time.h"
#include "kernel/container.h"

struct mine {
    uint32_t count;
    struct alarm_client client;
};
static struct alarm *alarm;

static void fired(struct alarm_client *client) {
    client = alarm->client;
    container_of(client, struct mine, client)->count++;
}

static const struct alarm_client_ops ops = {.fired = fired};

[[maybe_unused]] static void f(struct mine *mine) {
    mine->client.ops = &ops;
}
