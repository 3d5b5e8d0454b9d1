// SPDX-License-Identifier: Apache-2.0 OR MIT
// A process that is there, has an alarm that is due in some hours, and waits.
#include "testing/bench/app/measure.h"

static void ignore(uint32_t a, uint32_t b, uint32_t c, uint32_t userdata) {
    (void)a, (void)b, (void)c, (void)userdata;
}

int main(void) {
    raw_subscribe(ALARM, 0, (uint32_t)ignore, 0);
    raw_command(ALARM, 5, 0x10000000, 0);
    for (;;) {
        raw_yield(YIELD_WAIT, 0, 0, 0);
    }
}
