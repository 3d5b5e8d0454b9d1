// SPDX-License-Identifier: Apache-2.0 OR MIT
// Notifies callee.c, which reaches a buffer of 64 bytes, and waits until it is notified: counted.
#include "testing/bench/app/measure.h"

static void ignore(uint32_t a, uint32_t b, uint32_t c, uint32_t userdata) {
    (void)a, (void)b, (void)c, (void)userdata;
}

static void end(uint32_t a, uint32_t b, uint32_t c, uint32_t userdata) {
    MARK_END();
    ignore(a, b, c, userdata);
}

// Lets the callee run until it waits, and leaves the process with a whole time slice.
static void pause(void) {
    raw_subscribe(ALARM, 0, (uint32_t)ignore, 0);
    raw_command(ALARM, 5, 1000, 0);
    raw_yield(YIELD_WAIT, 0, 0, 0);
}

int main(void) {
    static const char name[] = "callee";
    static uint8_t buffer[64] __attribute__((aligned(64)));
    pause();
    raw_allow_readonly(IPC, 0, (uint32_t)name, sizeof(name) - 1);
    uint32_t callee = raw_command(IPC, 1, 0, 0).r[1];
    raw_subscribe(IPC, callee, (uint32_t)end, 0);
    raw_allow_readwrite(IPC, callee, (uint32_t)buffer, sizeof(buffer));
    for (int i = 0; i < TIMES; i++) {
        pause();
        MARK(ROW_IPC_ROUND_TRIP);
        raw_command(IPC, 2, callee, 0);
        raw_yield(YIELD_WAIT, 0, 0, 0);
    }
    return 0;
}
