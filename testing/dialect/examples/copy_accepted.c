// SPDX-License-Identifier: Apache-2.0 OR MIT
// accepted
#include "hil/time.h"

[[maybe_unused]] static void share(struct alarm *alarm, struct alarm_client *client) {
    alarm->client = client;
}
