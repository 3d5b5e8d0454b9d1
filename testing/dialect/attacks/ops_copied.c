// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: interface
// Another's operations on an object of one's own.
#include "hil/time.h"

static struct alarm mine;

[[maybe_unused]] static void f(struct alarm *other) {
    mine.ops = other->ops;
    alarm_disarm(&mine);
}
