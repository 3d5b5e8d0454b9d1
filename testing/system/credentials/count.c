// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// Counts on the console, each 20 milliseconds, and says how late it woke up: the longest so far in
// milliseconds. NAME is the application's.

#include <libtock-sync/services/alarm.h>
#include <stdio.h>

#define TEXT_OF(name) #name
#define TEXT(name) TEXT_OF(name)

enum { PERIOD = 20 }; // Milliseconds.

static uint32_t now(void) {
    struct timeval time;
    libtock_alarm_gettimeasticks(&time);
    return (uint32_t)time.tv_sec * 1000 + (uint32_t)time.tv_usec / 1000;
}

int main(void) {
    unsigned latest = 0;
    for (unsigned count = 0;; count++) {
        printf(TEXT(NAME) ": %u, at most %u ms late\n", count, latest);
        uint32_t start = now();
        libtocksync_alarm_delay_ms(PERIOD);
        uint32_t late = now() - start - PERIOD;
        latest = late < PERIOD * 100 && late > latest ? late : latest;
    }
}
