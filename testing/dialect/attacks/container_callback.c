// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: container
// The callback as a plain function.
#include "hil/time.h"
#include "kernel/container.h"

struct mine {
    uint32_t count;
    struct alarm_client client;
};

static void fired(struct alarm_client *client) {
    container_of(client, struct mine, client)->count++;
}

static void run(void (*call)(struct alarm_client *client), struct alarm_client *client) {
    call(client);
}

[[maybe_unused]] static void f(struct alarm *alarm) {
    run(fired, alarm->client);
}
