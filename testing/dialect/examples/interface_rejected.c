// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: interface
#include "hil/time.h"

[[maybe_unused]] static uint32_t confuse(struct alarm *one, struct alarm *other) {
    return one->ops->now(other);
}
