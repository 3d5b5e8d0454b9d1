// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// TRD 104, 3: what comes back from a system call.

#include "testing/conformance/check.h"

static const uint32_t drivers[] = {ALARM, CONSOLE, LED, BUTTON, GPIO, RNG, LOW_LEVEL_DEBUG, NOBODY};

enum { DRIVERS = sizeof(drivers) / sizeof(drivers[0]), COMMANDS = 12 };

CHECK(userdata_is_not_read, "trd104-3.2-2") {
    const uint32_t values[] = {0, 1, 3, KERNEL_RAM, 0x40000000, UINT32_MAX, 0x80000001};
    for (uint32_t i = 0; i < sizeof(values) / sizeof(values[0]); i++) {
        struct registers result = raw_subscribe(CONSOLE, WRITE, (uint32_t)counting, values[i]);
        MUST(result.r[0] == SUCCESS_2, "a value of userdata was refused");
    }
    return OK;
}

CHECK(userdata_is_preserved, "trd104-3.2-3") {
    const uint32_t values[] = {0, 1, KERNEL_RAM, UINT32_MAX, 0x80000001};
    for (uint32_t i = 0; i < sizeof(values) / sizeof(values[0]); i++) {
        raw_subscribe(CONSOLE, WRITE, (uint32_t)counting, values[i]);
        schedule_console();
        raw_yield(WAIT, 0, 0, 0);
        MUST(upcalls.last.r[3] == values[i], "the upcall got another userdata");
        struct registers result = raw_subscribe(CONSOLE, WRITE, 0, 0);
        MUST(result.r[2] == values[i], "the swap gave another userdata");
    }
    return OK;
}

// Every command that there is, with plain and with odd arguments. What comes back goes to `judge`,
// which returns what is wrong with it.
typedef const char *judgement(uint32_t driver, uint32_t command, const struct registers *result);

static const char *sweep(judgement *judge) {
    const uint32_t arguments[] = {0, 1, 2, 7, 0x10000, UINT32_MAX};
    enum { ARGUMENTS = sizeof(arguments) / sizeof(arguments[0]) };
    for (uint32_t driver = 0; driver < DRIVERS; driver++) {
        for (uint32_t command = 0; command < COMMANDS; command++) {
            // What it prints is not needed here.
            if (drivers[driver] == LOW_LEVEL_DEBUG && command != 0 && command < 4) {
                continue;
            }
            for (uint32_t i = 0; i < ARGUMENTS * ARGUMENTS; i++) {
                struct registers result = raw_command(
                    drivers[driver], command, arguments[i % ARGUMENTS], arguments[i / ARGUMENTS]);
                const char *wrong = judge(driver, command, &result);
                if (wrong != OK) {
                    return wrong;
                }
            }
        }
    }
    raw_command(CONSOLE, 3, 0, 0); // Ends the read that was begun.
    raw_command(ALARM, 3, 0, 0);
    drain();
    return OK;
}

static uint8_t success_of[DRIVERS][COMMANDS];
static uint8_t failure_of[DRIVERS][COMMANDS];

// NODEVICE and NOSUPPORT may come as a plain failure beside the command's own (3.3).
static const char *one_of_each(uint32_t driver, uint32_t command, const struct registers *result) {
    bool failed = result->r[0] < SUCCESS;
    if (failed && (result->r[1] == NODEVICE || result->r[1] == NOSUPPORT)) {
        return OK;
    }
    uint8_t *known = failed ? &failure_of[driver][command] : &success_of[driver][command];
    uint8_t variant = (uint8_t)(result->r[0] + 1);
    MUST(*known == 0 || *known == variant, "a command with two variants");
    *known = variant;
    return OK;
}

CHECK(one_failure_and_one_success, "trd104-3.3-1") {
    const char *wrong = sweep(one_of_each);
    MUST(wrong == OK, wrong);
    static uint8_t buffer[4];
    MUST(raw_allow_readwrite(RNG, 0, (uint32_t)buffer, 4).r[0] == SUCCESS_2, "allow");
    MUST(raw_allow_readwrite(RNG, 0, KERNEL_RAM, 4).r[0] == FAILURE_2, "allow of the kernel's");
    MUST(raw_allow_readwrite(RNG, 99, (uint32_t)buffer, 4).r[0] == FAILURE_2, "allow 99");
    MUST(raw_allow_readwrite(NOBODY, 0, (uint32_t)buffer, 4).r[0] == FAILURE_2, "allow, nobody");
    MUST(raw_allow_readwrite(RNG, 0, 0, 0).r[0] == SUCCESS_2, "allow of nothing");
    MUST(raw_allow_readonly(CONSOLE, WRITE, 0, 0).r[0] == SUCCESS_2, "read-only allow");
    MUST(raw_allow_readonly(CONSOLE, WRITE, KERNEL_RAM, 4).r[0] == FAILURE_2, "read-only allow");
    MUST(raw_subscribe(RNG, 0, 0, 0).r[0] == SUCCESS_2, "subscribe");
    MUST(raw_subscribe(RNG, 0, KERNEL_RAM, 0).r[0] == FAILURE_2, "subscribe to the kernel's");
    MUST(raw_subscribe(RNG, 99, 0, 0).r[0] == FAILURE_2, "subscribe 99");
    MUST(raw_subscribe(NOBODY, 0, 0, 0).r[0] == FAILURE_2, "subscribe, nobody");
    return OK;
}

CHECK(what_differs_is_another_call, "trd104-3.3-2") {
    MUST(raw_command(ALARM, 0, 0, 0).r[0] == SUCCESS, "alarm 0");
    MUST(raw_command(ALARM, 1, 0, 0).r[0] == SUCCESS_1, "alarm 1");
    MUST(raw_memop(0, memop_value(2), 0, 0).r[0] == FAILURE ||
             raw_memop(1, 0, 0, 0).r[0] == SUCCESS_1,
         "brk and sbrk");
    return sweep(one_of_each);
}

static const char *error_in_r1(uint32_t driver, uint32_t command, const struct registers *result) {
    (void)driver, (void)command;
    MUST(result->r[0] >= SUCCESS || result->r[1] != 0, "a failure without an error code");
    return OK;
}

CHECK(errors_are_in_r1, "trd104-3.3-3") {
    MUST(raw_command(NOBODY, 1, 2, 3).r[1] == NODEVICE, "command");
    MUST(raw_subscribe(NOBODY, 1, 0, 3).r[1] == NODEVICE, "subscribe");
    MUST(raw_allow_readwrite(NOBODY, 1, 0, 0).r[1] == NODEVICE, "read-write allow");
    MUST(raw_allow_readonly(NOBODY, 1, 0, 0).r[1] == NODEVICE, "read-only allow");
    MUST(raw_memop(99, 1, 2, 3).r[1] == NOSUPPORT, "memop");
    MUST(raw_memop(0, 0, 2, 3).r[1] == NOMEM, "brk");
    MUST(raw_exit(99, 1, 2, 3).r[1] != 0, "exit");
    return sweep(error_in_r1);
}

static bool is_variant(uint32_t r0) {
    return r0 <= FAILURE_64 || (r0 >= SUCCESS && r0 <= SUCCESS_1_64);
}

static const char *known_variant(uint32_t driver, uint32_t command,
                                 const struct registers *result) {
    (void)driver, (void)command;
    MUST(is_variant(result->r[0]), "a reserved value in r0");
    return OK;
}

CHECK(no_reserved_variant, "trd104-3.3-4") {
    for (uint32_t i = 0; i < 20; i++) {
        MUST(is_variant(raw_subscribe(i, i, 0, i).r[0]), "subscribe");
        MUST(is_variant(raw_allow_readwrite(i, i, 0, 0).r[0]), "read-write allow");
        MUST(is_variant(raw_allow_readonly(i, i, 0, 0).r[0]), "read-only allow");
        MUST(is_variant(raw_allow_readable(i, i, 0, 0).r[0]), "readable allow");
        MUST(is_variant(raw_memop(i + 2, 0, 0, 0).r[0]), "memop");
        MUST(is_variant(raw_exit(i + 2, 0, 0, 0).r[0]), "exit");
    }
    MUST(is_variant(raw_class_8(0, 0, 0, 0).r[0]), "class 8");
    MUST(is_variant(raw_class_255(0, 0, 0, 0).r[0]), "class 255");
    return sweep(known_variant);
}

static const char *known_code(uint32_t driver, uint32_t command, const struct registers *result) {
    (void)driver, (void)command;
    MUST(result->r[0] >= SUCCESS || (result->r[1] >= 1 && result->r[1] <= CODES),
         "an error code that no TRD names");
    return OK;
}

CHECK(codes_are_the_kernels, "trd104-3.4-1") {
    return sweep(known_code);
}

CHECK(codes_are_specified, "trd104-3.4-2") {
    return sweep(known_code);
}
