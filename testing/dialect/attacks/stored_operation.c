// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: container
// A callback of one's own kept in a plain member, and called for another object.
#include "hil/time.h"
#include "kernel/container.h"

struct mine {
    uint32_t before[8];
    struct alarm_client client;
};
struct list {
    void (*call)(struct alarm_client *client);
};

static void fired(struct alarm_client *client) {
    container_of(client, struct mine, client)->before[0] = 1;
}

[[maybe_unused]] static void f(struct list *list) {
    list->call = fired;
}
