// SPDX-License-Identifier: Apache-2.0 OR MIT
// accepted
#include "hil/time.h"

[[maybe_unused]] static uint32_t frequency(struct alarm *alarm, bool wanted) {
    struct alarm *used = alarm;
    return wanted ? alarm_frequency(used) : 0;
}
