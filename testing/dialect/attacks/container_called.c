// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: container
// Calls the callback with another's object.
#include "hil/time.h"
#include "kernel/container.h"

struct mine {
    uint32_t count;
    struct alarm_client client;
};

static void fired(struct alarm_client *client) {
    container_of(client, struct mine, client)->count++;
}

[[maybe_unused]] static void f(struct alarm *alarm) {
    fired(alarm->client);
}
