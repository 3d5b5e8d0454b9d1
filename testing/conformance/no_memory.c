// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// TRD 104, 4.4: NOMEM if the kernel cannot have the grant. A process so small that the gap which
// the protection's granules leave below the grants is too little for them all.

#include <string.h>

#include "libtock-sync/interface/console.h"
#include "testing/conformance/check.h"

void check_add(struct check *check) {
    (void)check;
}

static const char *run(void) {
    static uint8_t buffer[4];
    for (uint32_t step = 1024; step > 0; step /= 2) {
        while (raw_memop(1, step, 0, 0).r[0] == SUCCESS_1) {
        }
    }
    const uint32_t drivers[] = {RNG, GPIO, BUTTON, ALARM, LOW_LEVEL_DEBUG, CONSOLE};
    uint32_t refused = 0;
    for (uint32_t i = 0; i < sizeof(drivers) / sizeof(drivers[0]); i++) {
        struct registers allow = raw_allow_readwrite(drivers[i], 0, (uint32_t)buffer, 4);
        if (allow.r[0] == SUCCESS_2 || allow.r[1] != NOMEM) {
            continue; // There was room, or there is no buffer 0.
        }
        struct registers subscribe = raw_subscribe(drivers[i], 0, 0, 7);
        MUST(allow.r[0] == FAILURE_2 && allow.r[2] == (uint32_t)buffer && allow.r[3] == 4,
             "no_memory: FAILED: allow gives not what was passed\n");
        MUST(subscribe.r[0] == FAILURE_2 && subscribe.r[1] == NOMEM && subscribe.r[3] == 7,
             "no_memory: FAILED: subscribe\n");
        refused++;
    }
    MUST(refused > 0, "no_memory: FAILED: there was room for all grants\n");
    return "no_memory: ok\n";
}

int main(void) {
    uint32_t start = raw_memop(1, 0, 0, 0).r[1];
    const char *text = run();
    raw_memop(0, start, 0, 0); // Room for the console's grant, to say so.
    putnstr(text, strlen(text));
    return 0;
}
