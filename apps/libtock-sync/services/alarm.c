// SPDX-License-Identifier: Apache-2.0 OR MIT

#include "libtock-sync/services/alarm.h"

static void set(uint32_t now, uint32_t scheduled, void *flag) {
    (void)now, (void)scheduled;
    *(bool *)flag = true;
}

int libtocksync_alarm_delay_ms(uint32_t ms) {
    bool over = false;
    libtock_alarm_t alarm = {0};
    int result = libtock_alarm_in_ms(ms, set, &over, &alarm);
    if (result != RETURNCODE_SUCCESS) {
        libtock_alarm_ms_cancel(&alarm);
        return result;
    }
    yield_for(&over);
    return RETURNCODE_SUCCESS;
}

int libtocksync_alarm_yield_for_with_timeout(bool *cond, uint32_t ms) {
    bool over = false;
    libtock_alarm_t alarm = {0};
    int result = libtock_alarm_in_ms(ms, set, &over, &alarm);
    while (result == RETURNCODE_SUCCESS && !*(volatile bool *)cond) {
        if (*(volatile bool *)&over) {
            return RETURNCODE_FAIL;
        }
        yield();
    }
    libtock_alarm_ms_cancel(&alarm);
    return result;
}
