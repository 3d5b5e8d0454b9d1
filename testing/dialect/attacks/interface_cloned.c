// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: copy
// An object with another's operations, by assignment.
#include "hil/time.h"

static struct alarm mine;

[[maybe_unused]] static void f(struct alarm *other) {
    mine = *other;
    alarm_disarm(&mine);
}
