// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: container
#include "hil/time.h"
#include "kernel/container.h"

struct device {
    uint32_t secret[4];
    struct alarm_client client;
};

[[maybe_unused]] static uint32_t before(struct alarm *alarm) {
    return container_of(alarm->client, struct device, client)->secret[0];
}
