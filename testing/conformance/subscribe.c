// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// TRD 104, 4.2: Subscribe.

#include "testing/conformance/check.h"

static const char *refused(uint32_t function) {
    struct registers result = raw_subscribe(CONSOLE, WRITE, function, 77);
    MUST(result.r[0] == FAILURE_2 && result.r[1] == INVALID, "not INVALID");
    return OK;
}

// The kernel asks the driver for its grant only after it checked the function.
CHECK(invalid_upcall, "trd104-4.2-2") {
    const uint32_t functions[] = {KERNEL_RAM | 1,     0x10001,        memop_value(2) | 1,
                                  memop_value(4) | 1, memop_value(5), UINT32_MAX};
    for (uint32_t i = 0; i < sizeof(functions) / sizeof(functions[0]); i++) {
        MUST(refused(functions[i]) == OK, "not INVALID");
        // Before the number is looked at: not NOSUPPORT.
        MUST(raw_subscribe(CONSOLE, 99, functions[i], 0).r[1] == INVALID, "the driver was asked");
    }
    return OK;
}

CHECK(invalid_upcall_changes_nothing, "trd104-4.2-3") {
    raw_subscribe(CONSOLE, WRITE, (uint32_t)counting, 5);
    upcalls_reset();
    schedule_console();
    const char *wrong = refused(KERNEL_RAM | 1);
    MUST(wrong == OK, wrong);
    MUST(drain() == 1 && upcalls.last.r[3] == 5, "what was pending is lost");
    schedule_console();
    MUST(drain() == 1 && upcalls.last.r[3] == 5, "the upcall is lost");
    return OK;
}

CHECK(success_cancels_what_is_pending, "trd104-4.2-5") {
    raw_subscribe(CONSOLE, WRITE, (uint32_t)counting, 1);
    raw_subscribe(RNG, 0, (uint32_t)counting, 2);
    upcalls_reset();
    schedule_console();
    schedule_console();
    schedule_rng();
    raw_subscribe(CONSOLE, WRITE, (uint32_t)counting, 3);
    MUST(drain() == 1, "not exactly the other driver's");
    MUST(upcalls.last.r[3] == 2, "another driver's is lost");
    return OK;
}

CHECK(previous_is_not_invoked, "trd104-4.2-6") {
    raw_subscribe(CONSOLE, WRITE, (uint32_t)other, 0);
    upcalls_reset();
    schedule_console();
    raw_subscribe(CONSOLE, WRITE, (uint32_t)counting, 1);
    schedule_console();
    drain();
    MUST(upcalls.count == 1 && upcalls.order[0] == 1, "the previous upcall ran");
    return OK;
}

CHECK(new_is_not_invoked_for_old, "trd104-4.2-7") {
    raw_subscribe(CONSOLE, WRITE, (uint32_t)other, 0);
    upcalls_reset();
    schedule_console();
    raw_subscribe(CONSOLE, WRITE, (uint32_t)counting, 1);
    MUST(drain() == 0, "the new upcall ran for an old event");
    return OK;
}

// The button's subscription is not used by any other check.
CHECK(first_gives_the_null_upcall, "trd104-4.2-8") {
    struct registers result = raw_subscribe(BUTTON, 0, (uint32_t)counting, 9);
    MUST(result.r[0] == SUCCESS_2 && result.r[1] == 0, "not the null upcall");
    MUST(result.r[2] == 0, "not its userdata");
    return OK;
}

CHECK(success_gives_the_previous, "trd104-4.2-9") {
    raw_subscribe(CONSOLE, WRITE, (uint32_t)counting, 21);
    struct registers result = raw_subscribe(CONSOLE, WRITE, (uint32_t)other, 22);
    MUST(result.r[1] == (uint32_t)counting && result.r[2] == 21, "not what was there");
    result = raw_subscribe(CONSOLE, WRITE, 0, 0);
    MUST(result.r[1] == (uint32_t)other && result.r[2] == 22, "not what was there then");
    return OK;
}

CHECK(failure_gives_what_was_passed, "trd104-4.2-10") {
    struct registers result = raw_subscribe(CONSOLE, WRITE, KERNEL_RAM | 1, 31);
    MUST(result.r[2] == (KERNEL_RAM | 1) && result.r[3] == 31, "INVALID");
    result = raw_subscribe(CONSOLE, 99, (uint32_t)counting, 32);
    MUST(result.r[2] == (uint32_t)counting && result.r[3] == 32, "NOSUPPORT");
    return OK;
}

CHECK(null_upcall_is_not_invoked, "trd104-4.2.1-1") {
    raw_subscribe(CONSOLE, WRITE, 0, 41);
    upcalls_reset();
    schedule_console();
    uint8_t ran = 0xA5;
    raw_yield(NO_WAIT, (uint32_t)&ran, 0, 0);
    MUST(ran == 0, "something ran");
    return OK;
}

CHECK(null_upcall_is_0, "trd104-4.2.1-2") {
    raw_subscribe(CONSOLE, WRITE, 0, 0);
    MUST(raw_subscribe(CONSOLE, WRITE, (uint32_t)counting, 0).r[1] == 0, "not 0");
    MUST(raw_subscribe(CONSOLE, WRITE, 0, 0).r[0] == SUCCESS_2, "0 was refused");
    return OK;
}

CHECK(absent_driver_gives_null_upcall, "trd104-4.2.1-3") {
    struct registers result = raw_subscribe(NOBODY, 0, (uint32_t)counting, 51);
    MUST(result.r[0] == FAILURE_2 && result.r[1] == NODEVICE, "not NODEVICE");
    MUST(result.r[2] == 0, "not the null upcall");
    MUST(result.r[3] == 51, "not the userdata");
    return OK;
}
