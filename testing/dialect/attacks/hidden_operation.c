// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: interface
// An operation that leaves by a macro.
#include "hil/time.h"
#include "kernel/optional.h"

static OPTIONAL_OF(const struct alarm_ops *) kept;

[[maybe_unused]] static void f(const struct alarm *alarm) {
    optional_set(kept, alarm->ops);
}
