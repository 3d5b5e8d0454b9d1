// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: initialise
#include "hil/time.h"

[[maybe_unused]] static uint32_t frequency(struct alarm *alarm, bool wanted) {
    struct alarm *used;
    if (!wanted) {
        return 0;
    }
    used = alarm;
    return alarm_frequency(used);
}
