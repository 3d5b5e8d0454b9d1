// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: interface
// One operation out of its table.
#include "hil/time.h"

[[maybe_unused]] static uint32_t f(struct alarm *one, struct alarm *other) {
    uint32_t (*now)(struct alarm *alarm) = one->ops->now;
    return now(other);
}
