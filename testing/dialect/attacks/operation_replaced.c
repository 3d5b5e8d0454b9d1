// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: interface
// The operations of somebody else's object are replaced.
#include "hil/time.h"

static uint32_t now(struct alarm *alarm) {
    return alarm->ops == nullptr;
}

static const struct alarm_ops ops = {.now = now};

[[maybe_unused]] static void f(struct alarm *alarm) {
    alarm->ops = &ops;
}
