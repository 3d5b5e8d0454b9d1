// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: container
// Claims that any client is its own.
#include "hil/time.h"
#include "kernel/container.h"

struct mine {
    uint32_t before[64];
    struct alarm_client client;
};

[[maybe_unused]] static void f(struct alarm *alarm) {
    container_of(alarm->client, struct mine, client)->before[0] = 1;
}
