// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// Counts on the console, once a second.

#include <libtock-sync/services/alarm.h>
#include <stdio.h>

int main(void) {
    for (unsigned count = 0;; count++) {
        printf("hello: %u\n", count);
        libtocksync_alarm_delay_ms(1000);
    }
}
