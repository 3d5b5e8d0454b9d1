// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// Restarts with each kind of completion code, a second and more; then terminates. TRD 104, 4.7:
// both always succeed, whatever the code and whatever is under way.
//
// The board's clock tells it which start this is: nothing of its own outlives a restart.

#include <stdio.h>

#include "testing/conformance/check.h"

void check_add(struct check *check) {
    (void)check;
}

enum { STEP = SECOND / 4 };

static uint32_t ticks(void) {
    return raw_command(ALARM, 2, 0, 0).r[1];
}

int main(void) {
    const uint32_t codes[] = {0, 1, 1024, 1025, UINT32_MAX};
    enum { CODES_TRIED = sizeof(codes) / sizeof(codes[0]) };
    static uint32_t starts; // Of this life: more than one if memory were kept.
    starts++;
    uint32_t life = ticks() / STEP;
    if (life < CODES_TRIED) {
        printf("ends: life %u, %u start of it\n", (unsigned)life, (unsigned)starts);
        while (ticks() / STEP == life) {
        }
        raw_command(ALARM, 5, STEP, 0);
        raw_command(RNG, 1, 64, 0);
        raw_exit(1, codes[life], 0, 0);
        printf("trd104-4.7-2: FAILED: exit-restart returned\n");
        return 1;
    }
    printf("ends: terminates\n");
    raw_exit(0, 0, 0, 0);
    printf("trd104-4.7-2: FAILED: exit-terminate returned\n");
    return 1;
}
