// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: copy
// An interface, copied by a macro.
#include "hil/time.h"
#include "kernel/optional.h"

static OPTIONAL_OF(struct alarm_client) kept;

[[maybe_unused]] static void f(const struct alarm_client *client) {
    optional_set(kept, *client);
}
