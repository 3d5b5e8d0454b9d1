// SPDX-License-Identifier: Apache-2.0 OR MIT

#include <stdio.h>

#include "testing/conformance/check.h"

static struct check *first;
static struct check **end = &first;

volatile struct upcalls upcalls;

void check_add(struct check *check) {
    *end = check;
    end = &check->next;
}

void upcalls_reset(void) {
    upcalls.count = 0;
}

void counting(uint32_t a, uint32_t b, uint32_t c, uint32_t userdata) {
    if (upcalls.count < 8) {
        upcalls.order[upcalls.count] = userdata;
    }
    upcalls.last = (struct registers){{a, b, c, userdata}};
    upcalls.count++;
}

void other(uint32_t a, uint32_t b, uint32_t c, uint32_t userdata) {
    (void)userdata;
    counting(a, b, c, 0xBAD);
}

void schedule_console(void) {
    raw_command(CONSOLE, WRITE, 0, 0);
}

void schedule_rng(void) {
    raw_command(RNG, 1, 0, 0);
}

uint32_t drain(void) {
    uint32_t before = upcalls.count;
    uint8_t ran = 1;
    while (ran != 0) {
        raw_yield(NO_WAIT, (uint32_t)&ran, 0, 0);
    }
    return upcalls.count - before;
}

uint32_t now(void) {
    return raw_command(ALARM, 2, 0, 0).r[1];
}

uint32_t memop_value(uint32_t operation) {
    return raw_memop(operation, 0, 0, 0).r[1];
}

int main(void) {
    for (const struct check *check = first; check != NULL; check = check->next) {
        const char *wrong = check->run();
        // A check may not leave anything to the next one.
        raw_subscribe(CONSOLE, WRITE, 0, 0);
        raw_subscribe(RNG, 0, 0, 0);
        raw_subscribe(ALARM, 0, 0, 0);
        if (wrong == OK) {
            printf("%s: ok\n", check->id);
        } else {
            printf("%s: FAILED: %s\n", check->id, wrong);
        }
    }
    printf("conformance: all were run\n");
    return 0;
}
