// SPDX-License-Identifier: Apache-2.0 OR MIT
// accepted
#include "hil/time.h"

[[maybe_unused]] static void wait(struct alarm *alarm) {
    alarm_set(alarm, alarm_now(alarm), 100);
}
