// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// TRD 104, 4.1: Yield.

#include "testing/conformance/check.h"

static void subscribe_both(void) {
    raw_subscribe(CONSOLE, WRITE, (uint32_t)counting, 1);
    raw_subscribe(RNG, 0, (uint32_t)counting, 2);
    upcalls_reset();
}

CHECK(upcalls_only_in_yield, "trd104-4.1-1") {
    subscribe_both();
    schedule_console();
    for (uint32_t start = now(); now() - start < SECOND / 50;) { // Two time slices and many calls.
        raw_memop(2, 0, 0, 0);
        raw_command(CONSOLE, 0, 0, 0);
        raw_allow_readwrite(RNG, 0, 0, 0);
    }
    MUST(upcalls.count == 0, "an upcall without Yield");
    MUST(drain() == 1, "no upcall with Yield");
    return OK;
}

CHECK(invalid_number_returns, "trd104-4.1-2") {
    subscribe_both();
    schedule_console();
    const uint32_t numbers[] = {3, 4, 99, 0x80000000, UINT32_MAX};
    for (uint32_t i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++) {
        raw_yield(numbers[i], 0, 0, 0);
        MUST(upcalls.count == 0, "it ran an upcall");
    }
    drain();
    return OK;
}

CHECK(invalid_number_uses_nothing, "trd104-4.1-3") {
    static volatile uint32_t words[3] = {0xA5A5A5A5, 0xA5A5A5A5, 0xA5A5A5A5};
    raw_yield(3, (uint32_t)&words[0], (uint32_t)&words[1], (uint32_t)&words[2]);
    raw_yield(UINT32_MAX, (uint32_t)&words[0], (uint32_t)&words[1], (uint32_t)&words[2]);
    for (uint32_t i = 0; i < 3; i++) {
        MUST(words[i] == 0xA5A5A5A5, "it wrote through a parameter");
    }
    return OK;
}

CHECK(no_wait_runs_one, "trd104-4.1.1-1") {
    subscribe_both();
    schedule_console();
    schedule_rng();
    raw_yield(NO_WAIT, 0, 0, 0);
    MUST(upcalls.count == 1, "not one");
    raw_yield(NO_WAIT, 0, 0, 0);
    MUST(upcalls.count == 2, "not the second");
    return OK;
}

CHECK(no_wait_returns, "trd104-4.1.1-2") {
    subscribe_both();
    uint32_t start = now();
    raw_yield(NO_WAIT, 0, 0, 0);
    MUST(upcalls.count == 0 && now() - start < 8, "it waited");
    return OK;
}

CHECK(no_wait_writes_1, "trd104-4.1.1-3") {
    subscribe_both();
    schedule_console();
    uint8_t around[3] = {0xA5, 0xA5, 0xA5};
    raw_yield(NO_WAIT, (uint32_t)&around[1], 0, 0);
    MUST(upcalls.count == 1 && around[1] == 1, "not 1");
    MUST(around[0] == 0xA5 && around[2] == 0xA5, "more than a byte");
    return OK;
}

CHECK(no_wait_writes_0, "trd104-4.1.1-4") {
    uint8_t around[3] = {0xA5, 0xA5, 0xA5};
    raw_yield(NO_WAIT, (uint32_t)&around[1], 0, 0);
    MUST(around[1] == 0, "not 0");
    MUST(around[0] == 0xA5 && around[2] == 0xA5, "more than a byte");
    return OK;
}

// Any valid byte: the first and the last one that the process may use, too.
CHECK(no_wait_writes_anywhere, "trd104-4.1.1-6") {
    static volatile uint8_t byte;
    uint32_t app_break = raw_memop(1, 0, 0, 0).r[1];
    volatile uint8_t *const places[] = {&byte, (volatile uint8_t *)(app_break - 1),
                                        (volatile uint8_t *)memop_value(2)};
    for (uint32_t i = 0; i < sizeof(places) / sizeof(places[0]); i++) {
        *places[i] = 0xA5;
        raw_yield(NO_WAIT, (uint32_t)places[i], 0, 0);
        MUST(*places[i] == 0, "not written");
    }
    return OK;
}

// The upcall runs all the same.
CHECK(no_wait_does_not_write_elsewhere, "trd104-4.1.1-7") {
    const uint32_t places[] = {0, KERNEL_RAM, memop_value(6), memop_value(3), UINT32_MAX};
    for (uint32_t i = 0; i < sizeof(places) / sizeof(places[0]); i++) {
        subscribe_both();
        schedule_console();
        raw_yield(NO_WAIT, places[i], 0, 0);
        MUST(upcalls.count == 1, "no upcall");
    }
    // Flash is readable, so it can be seen that it does not change.
    volatile uint32_t *flash = (volatile uint32_t *)memop_value(4);
    uint32_t before = *flash;
    raw_yield(NO_WAIT, (uint32_t)flash, 0, 0);
    MUST(*flash == before, "flash changed");
    return OK;
}

CHECK(wait_blocks, "trd104-4.1.2-1") {
    raw_subscribe(ALARM, 0, (uint32_t)counting, 0);
    upcalls_reset();
    uint32_t start = now();
    raw_command(ALARM, 5, SECOND / 100, 0);
    raw_yield(WAIT, 0, 0, 0);
    MUST(upcalls.count == 1, "it returned without an upcall");
    MUST(now() - start >= SECOND / 100, "the upcall came early");
    return OK;
}

CHECK(wait_keeps_the_order, "trd104-4.1.2-2") {
    subscribe_both();
    schedule_rng();
    schedule_console();
    schedule_rng();
    for (uint32_t i = 0; i < 3; i++) {
        raw_yield(WAIT, 0, 0, 0);
    }
    MUST(upcalls.order[0] == 2 && upcalls.order[1] == 1 && upcalls.order[2] == 2, "another order");
    return OK;
}

// An event for the null upcall first, another one 10 ms later: only that one ends the wait.
CHECK(wait_ignores_the_null_upcall, "trd104-4.1.2-3") {
    raw_subscribe(CONSOLE, WRITE, 0, 0);
    raw_subscribe(ALARM, 0, (uint32_t)counting, 0);
    upcalls_reset();
    uint32_t start = now();
    raw_command(ALARM, 5, SECOND / 100, 0);
    schedule_console();
    raw_yield(WAIT, 0, 0, 0);
    MUST(upcalls.count == 1 && now() - start >= SECOND / 100, "it returned for a null upcall");
    return OK;
}

CHECK(wait_for_gives_the_arguments, "trd104-4.1.3-1") {
    raw_subscribe(ALARM, 0, (uint32_t)counting, 0);
    upcalls_reset();
    uint32_t due = raw_command(ALARM, 5, SECOND / 100, 0).r[1];
    struct registers result = raw_yield(WAIT_FOR, ALARM, 0, 0);
    MUST(result.r[1] == due, "r1 is not the tick at which it was due");
    MUST(result.r[0] - due < 33, "r0 is not the time");
    MUST(result.r[2] == 0, "r2 is not 0");
    return OK;
}

CHECK(wait_for_calls_nothing, "trd104-4.1.3-2") {
    raw_subscribe(ALARM, 0, (uint32_t)counting, 0);
    upcalls_reset();
    raw_command(ALARM, 5, 1, 0);
    raw_yield(WAIT_FOR, ALARM, 0, 0);
    MUST(upcalls.count == 0 && drain() == 0, "it called the function");
    return OK;
}

CHECK(wait_for_keeps_others, "trd104-4.1.3-3") {
    subscribe_both();
    raw_command(ALARM, 5, SECOND / 100, 0);
    schedule_console();
    schedule_rng();
    raw_yield(WAIT_FOR, ALARM, 0, 0);
    MUST(upcalls.count == 0, "another upcall ran");
    MUST(drain() == 2, "they are lost");
    MUST(upcalls.order[0] == 1 && upcalls.order[1] == 2, "in another order");
    return OK;
}

CHECK(wait_for_without_function, "trd104-4.1.3-4") {
    raw_subscribe(ALARM, 0, 0, 0);
    uint32_t due = raw_command(ALARM, 5, 1, 0).r[1];
    while (now() - due > SECOND) {
    }
    for (uint32_t start = now(); now() - start < 10;) { // It has come by now.
    }
    struct registers result = raw_yield(WAIT_FOR, ALARM, 0, 0);
    MUST(result.r[1] == due, "the event before Yield-WaitFor is lost");
    return OK;
}
