// SPDX-License-Identifier: Apache-2.0 OR MIT
// From one process to another, counted, together with partner.c: the one begins windows, the other
// ends them. Both go by the alarm's counter.
#include "testing/bench/app/turns.h"

static void ignore(uint32_t a, uint32_t b, uint32_t c, uint32_t userdata) {
    (void)a, (void)b, (void)c, (void)userdata;
}

int main(void) {
    raw_subscribe(ALARM, 0, (uint32_t)ignore, 0);
    for (uint32_t turn = 1; turn <= TIMES; turn++) {
        wait_until(turn * TURN - LEAD);
        spin_until(turn * TURN + LEAD); // The partner's alarm has fired by now, and it waits.
        set_alarm_at(turn * TURN + TURN / 2);
        MARK(ROW_PROCESS_SWITCH);
        raw_yield(YIELD_WAIT, 0, 0, 0);
    }
    wait_until((TIMES + 1) * TURN);
    while (!is_over()) {
        for (uint32_t i = 0; i < 10000; i++) {
            MARK(ROW_TIME_SLICE);
        }
    }
    return 0;
}
