// SPDX-License-Identifier: Apache-2.0 OR MIT
// The other process of switch.c.
#include "testing/bench/app/turns.h"

static void end(uint32_t a, uint32_t b, uint32_t c, uint32_t userdata) {
    MARK_END();
    (void)a, (void)b, (void)c, (void)userdata;
}

int main(void) {
    raw_subscribe(ALARM, 0, (uint32_t)end, 0);
    for (uint32_t turn = 1; turn <= TIMES + 1; turn++) {
        wait_until(turn * TURN);
    }
    while (!is_over()) {
        for (uint32_t i = 0; i < 10000; i++) {
            MARK_END();
        }
    }
    return 0;
}
