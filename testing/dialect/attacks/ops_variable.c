// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: interface
// The operations in a variable.
#include "hil/time.h"

[[maybe_unused]] static uint32_t f(struct alarm *one, struct alarm *other) {
    const struct alarm_ops *ops = one->ops;
    return ops->now(other);
}
