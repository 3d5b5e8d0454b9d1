// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// Waits 100 times for an alarm, and says how late it went on at worst: what a scheduler makes of a
// process that waits among others that compute.

#include <libtock-sync/services/alarm.h>
#include <libtock/tock.h>
#include <stdio.h>

enum { ALARM = 0, ALARM_NOW = 2, TIMES = 100, WAIT = 400 }; // Ticks of 61 us.

static uint32_t now(void) {
    return command(ALARM, ALARM_NOW, 0, 0).data[0];
}

int main(void) {
    uint32_t latest = 0;
    libtocksync_alarm_delay_ms(500); // The others have shown by now what they are.
    for (int i = 0; i < TIMES; i++) {
        uint32_t start = now();
        libtocksync_alarm_delay_ms(25);
        uint32_t late = now() - start - WAIT;
        latest = late > latest ? late : latest;
    }
    printf("punctual: at most %lu us late\n", (unsigned long)latest * 61);
    return 0;
}
