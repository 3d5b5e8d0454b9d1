// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// TRD 104, 4 and 4.3: classes, drivers, Command.

#include "testing/conformance/check.h"

CHECK(absent_driver, "trd104-4-1") {
    struct registers command = raw_command(NOBODY, 1, 0, 0);
    MUST(command.r[0] == FAILURE && command.r[1] == NODEVICE, "command");
    struct registers subscribe = raw_subscribe(NOBODY, 0, (uint32_t)counting, 1);
    MUST(subscribe.r[0] == FAILURE_2 && subscribe.r[1] == NODEVICE, "subscribe");
    struct registers readwrite = raw_allow_readwrite(NOBODY, 0, 0, 0);
    MUST(readwrite.r[0] == FAILURE_2 && readwrite.r[1] == NODEVICE, "read-write allow");
    struct registers readonly = raw_allow_readonly(NOBODY, 0, 0, 0);
    MUST(readonly.r[0] == FAILURE_2 && readonly.r[1] == NODEVICE, "read-only allow");
    struct registers readable = raw_allow_readable(NOBODY, 0, 0, 0);
    MUST(readable.r[0] == FAILURE_2 && readable.r[1] == NODEVICE, "readable allow");
    return OK;
}

CHECK(unrecognized_call, "trd104-4-2") {
    const uint32_t drivers[] = {ALARM, CONSOLE, LED, BUTTON, GPIO, LOW_LEVEL_DEBUG, RNG};
    for (uint32_t i = 0; i < sizeof(drivers) / sizeof(drivers[0]); i++) {
        struct registers command = raw_command(drivers[i], 12345, 0, 0);
        MUST(command.r[0] == FAILURE && command.r[1] == NOSUPPORT, "command");
        struct registers subscribe = raw_subscribe(drivers[i], 12345, 0, 0);
        MUST(subscribe.r[0] == FAILURE_2 && subscribe.r[1] == NOSUPPORT, "subscribe");
    }
    struct registers memop = raw_memop(12345, 0, 0, 0);
    MUST(memop.r[0] == FAILURE && memop.r[1] == NOSUPPORT, "memop");
    struct registers class = raw_class_8(0, 0, 0, 0);
    MUST(class.r[0] == FAILURE && class.r[1] == NOSUPPORT, "class");
    return OK;
}

// A line of 40 characters takes 3.5 ms; the call that starts it returns in far less.
CHECK(calls_do_not_block, "trd104-4-3") {
    static const char line[] = "conformance: a line that takes some ms\n";
    raw_subscribe(CONSOLE, WRITE, (uint32_t)counting, 0);
    raw_allow_readonly(CONSOLE, WRITE, (uint32_t)line, sizeof(line) - 1);
    upcalls_reset();
    uint32_t start = now();
    struct registers result = raw_command(CONSOLE, WRITE, sizeof(line) - 1, 0);
    uint32_t after_call = now() - start;
    raw_yield(WAIT, 0, 0, 0);
    uint32_t after_upcall = now() - start;
    MUST(result.r[0] == SUCCESS, "the write failed");
    MUST(upcalls.count == 1, "no upcall");
    MUST(after_call < 8, "the call waited for its end");
    MUST(after_upcall > 40, "the upcall came at once");
    return OK;
}

CHECK(absent_driver_command, "trd104-4.3-1") {
    for (uint32_t number = 0; number < 20; number++) {
        struct registers result = raw_command(NOBODY, number, number, number);
        MUST(result.r[0] == FAILURE && result.r[1] == NODEVICE, "not NODEVICE");
    }
    return OK;
}

CHECK(command_0, "trd104-4.3.1-1") {
    for (uint32_t high = 0; high < 16; high++) {
        for (uint32_t low = 0; low < 16; low++) {
            uint32_t driver = high << 16 | low;
            struct registers result = raw_command(driver, 0, high, low);
            // Their Command 0 is older than that rule: it tells how many there are.
            bool counts = driver == LED || driver == BUTTON;
            bool there = result.r[0] == (counts ? SUCCESS_1 : SUCCESS);
            bool absent = result.r[0] == FAILURE && result.r[1] == NODEVICE;
            MUST(there || absent, "neither success nor NODEVICE");
        }
    }
    MUST(raw_command(CONSOLE, 0, 0, 0).r[0] == SUCCESS, "no console");
    MUST(raw_command(ALARM, 0, 0, 0).r[0] == SUCCESS, "no alarm");
    return OK;
}
