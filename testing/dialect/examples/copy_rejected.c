// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: copy
#include "hil/time.h"

[[maybe_unused]] static void clone(struct alarm_client *to, const struct alarm_client *from) {
    *to = *from;
}
