// SPDX-License-Identifier: Apache-2.0 OR MIT
// The service of caller.c: notifies back whoever notifies it.
#include "testing/bench/app/measure.h"

static void called(uint32_t client, uint32_t length, uint32_t buffer, uint32_t userdata) {
    raw_command(IPC, 3, client, 0);
    (void)length, (void)buffer, (void)userdata;
}

int main(void) {
    raw_subscribe(IPC, 0, (uint32_t)called, 0);
    for (;;) {
        raw_yield(YIELD_WAIT, 0, 0, 0);
    }
}
