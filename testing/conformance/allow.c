// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// TRD 104, 4.4 and 4.5: Read-Write Allow and Read-Only Allow.

#include <string.h>

#include "testing/conformance/check.h"

static uint8_t buffer[64];
static const uint8_t in_flash[32] = "conformance: constant\n";

typedef struct registers allow_function(uint32_t, uint32_t, uint32_t, uint32_t);

// The console's buffers before anything was printed, that is, before they were ever allowed.
static struct registers first_readonly;
static struct registers first_readwrite;

__attribute__((constructor)) static void before_any_output(void) {
    first_readonly = raw_allow_readonly(CONSOLE, WRITE, (uint32_t)buffer, 8);
    first_readwrite = raw_allow_readwrite(CONSOLE, READ, (uint32_t)buffer, 8);
    if (first_readwrite.r[0] != SUCCESS_2) { // The boards' console reads into buffer 1.
        first_readwrite = raw_allow_readwrite(CONSOLE, 1, (uint32_t)buffer, 8);
    }
}

static bool answers(struct registers result, uint32_t address, uint32_t size) {
    return result.r[0] == SUCCESS_2 && result.r[1] == address && result.r[2] == size;
}

static bool fails(struct registers result, uint32_t error, uint32_t address, uint32_t size) {
    return result.r[0] == FAILURE_2 && result.r[1] == error && result.r[2] == address &&
           result.r[3] == size;
}

// Fills through the random number driver's buffer 0, and waits for the end.
static uint32_t fill(uint32_t size) {
    raw_command(RNG, 1, size, 0);
    return raw_yield(WAIT_FOR, RNG, 0, 0).r[1];
}

static bool all_zero(const uint8_t *bytes, uint32_t size) {
    for (uint32_t i = 0; i < size; i++) {
        if (bytes[i] != 0) {
            return false;
        }
    }
    return true;
}

CHECK(buffer_is_assigned, "trd104-4.4-1") {
    memset(buffer, 0, sizeof(buffer));
    raw_allow_readwrite(RNG, 0, (uint32_t)buffer, 16);
    MUST(fill(64) == 16 && !all_zero(buffer, 16), "the buffer was not used");
    memset(buffer, 0, sizeof(buffer));
    raw_allow_readwrite(RNG, 0, (uint32_t)&buffer[32], 16);
    MUST(fill(64) == 16 && !all_zero(&buffer[32], 16), "the new buffer was not used");
    MUST(all_zero(buffer, 32), "the previous buffer was used");
    raw_allow_readwrite(RNG, 0, 0, 0);
    return OK;
}

static const char *foreign_is_invalid(allow_function *allow, uint32_t driver, uint32_t number) {
    uint32_t start = memop_value(2);
    uint32_t app_break = raw_memop(1, 0, 0, 0).r[1];
    const uint32_t foreign[][2] = {
        {KERNEL_RAM, 4}, {start - 1, 2},          {app_break - 1, 2},  {app_break, 1},
        {0, 1},          {memop_value(6), 4},     {memop_value(3), 1}, {start, UINT32_MAX},
        {0x10000, 4},    {memop_value(5) - 1, 2}, {UINT32_MAX, 1},     {UINT32_MAX - 15, 32},
    };
    for (uint32_t i = 0; i < sizeof(foreign) / sizeof(foreign[0]); i++) {
        MUST(fails(allow(driver, number, foreign[i][0], foreign[i][1]), INVALID, foreign[i][0],
                   foreign[i][1]),
             "not INVALID");
    }
    MUST(allow(driver, number, start, app_break - start).r[0] == SUCCESS_2, "its own was refused");
    MUST(allow(driver, number, 0, 0).r[0] == SUCCESS_2, "it does not come back");
    return OK;
}

CHECK(readwrite_must_be_writeable, "trd104-4.4-2") {
    uint32_t address = (uint32_t)in_flash;
    MUST(fails(raw_allow_readwrite(RNG, 0, address, 4), INVALID, address, 4), "flash was taken");
    return foreign_is_invalid(raw_allow_readwrite, RNG, 0);
}

CHECK(readwrite_failure, "trd104-4.4-3") {
    uint32_t address = (uint32_t)buffer;
    MUST(fails(raw_allow_readwrite(RNG, 0, KERNEL_RAM, 4), INVALID, KERNEL_RAM, 4), "INVALID");
    MUST(fails(raw_allow_readwrite(RNG, 99, address, 4), INVALID, address, 4), "number 99");
    MUST(fails(raw_allow_readwrite(NOBODY, 0, address, 4), NODEVICE, address, 4), "NODEVICE");
    return OK;
}

CHECK(readwrite_success, "trd104-4.4-4") {
    raw_allow_readwrite(RNG, 0, (uint32_t)buffer, 8);
    MUST(answers(raw_allow_readwrite(RNG, 0, (uint32_t)&buffer[8], 4), (uint32_t)buffer, 8),
         "not the previous");
    raw_allow_readwrite(RNG, 0, KERNEL_RAM, 4); // A failure changes nothing.
    MUST(answers(raw_allow_readwrite(RNG, 0, 0, 0), (uint32_t)&buffer[8], 4), "not the second");
    return OK;
}

CHECK(readwrite_first, "trd104-4.4-5") {
    MUST(answers(first_readwrite, 0, 0), "not address 0 and size 0");
    return OK;
}

CHECK(unknown_number, "trd104-4.4-7") {
    MUST(raw_allow_readwrite(RNG, 99, 0, 0).r[1] == INVALID, "read-write");
    MUST(raw_allow_readonly(CONSOLE, 99, 0, 0).r[1] == INVALID, "read-only");
    return OK;
}

CHECK(nothing_may_be_anywhere, "trd104-4.4-8") {
    const uint32_t places[] = {0, 1, KERNEL_RAM, memop_value(6), UINT32_MAX};
    for (uint32_t i = 0; i < sizeof(places) / sizeof(places[0]); i++) {
        MUST(raw_allow_readwrite(RNG, 0, places[i], 0).r[0] == SUCCESS_2, "read-write");
        MUST(raw_allow_readonly(CONSOLE, WRITE, places[i], 0).r[0] == SUCCESS_2, "read-only");
    }
    return OK;
}

// One piece of memory, lent many times over, is read and written by two drivers at once.
CHECK(aliases_are_safe, "trd104-4.4-9") {
    raw_allow_readwrite(RNG, 0, (uint32_t)buffer, 32);
    MUST(raw_allow_readwrite(RNG, 0, (uint32_t)buffer, 64).r[0] == SUCCESS_2, "no extension");
    MUST(raw_allow_readwrite(CONSOLE, 1, (uint32_t)&buffer[8], 32).r[0] == SUCCESS_2, "no alias");
    memset(buffer, '\n', sizeof(buffer));
    MUST(raw_allow_readonly(CONSOLE, WRITE, (uint32_t)&buffer[40], 2).r[0] == SUCCESS_2,
         "no read-only alias");
    raw_command(CONSOLE, READ, 32, 0);
    MUST(raw_command(CONSOLE, WRITE, 2, 0).r[0] == SUCCESS, "no write");
    MUST(fill(32) == 32, "no fill");
    raw_yield(WAIT_FOR, CONSOLE, WRITE, 0);
    raw_command(CONSOLE, 3, 0, 0);
    raw_allow_readwrite(CONSOLE, 1, 0, 0);
    raw_allow_readwrite(RNG, 0, 0, 0);
    drain();
    return OK;
}

// The buffer is swapped for a shorter one, and its bytes change, while the driver uses it.
CHECK(readwrite_may_change, "trd104-4.4.1-1") {
    for (uint32_t size = 0; size <= 32; size += 4) {
        memset(buffer, 0, sizeof(buffer));
        raw_allow_readwrite(RNG, 0, (uint32_t)buffer, 64);
        raw_command(RNG, 1, 64, 0);
        struct registers result = raw_allow_readwrite(RNG, 0, (uint32_t)buffer, size);
        MUST(answers(result, (uint32_t)buffer, 64), "no swap");
        memset(buffer, 0, sizeof(buffer));
        raw_yield(WAIT_FOR, RNG, 0, 0);
        MUST(all_zero(&buffer[size], 64 - size), "written after the swap");
    }
    raw_allow_readwrite(RNG, 0, 0, 0);
    return OK;
}

CHECK(readonly_may_be_read, "trd104-4.5-1") {
    memset(buffer, 'x', sizeof(buffer));
    raw_allow_readonly(CONSOLE, WRITE, (uint32_t)buffer, sizeof(buffer));
    MUST(buffer[0] == 'x' && buffer[63] == 'x', "it reads otherwise");
    raw_allow_readonly(CONSOLE, WRITE, 0, 0);
    return OK;
}

CHECK(readonly_is_not_written, "trd104-4.5-2") {
    memset(buffer, '\n', sizeof(buffer));
    raw_allow_readonly(CONSOLE, WRITE, (uint32_t)buffer, 4);
    raw_command(CONSOLE, WRITE, 4, 0);
    raw_yield(WAIT_FOR, CONSOLE, WRITE, 0);
    raw_command(CONSOLE, READ, 4, 0); // It has no buffer to read into.
    raw_command(CONSOLE, 3, 0, 0);
    drain();
    for (uint32_t i = 0; i < sizeof(buffer); i++) {
        MUST(buffer[i] == '\n', "written");
    }
    return OK;
}

CHECK(numbers_are_independent, "trd104-4.5-3") {
    raw_allow_readwrite(CONSOLE, 1, 0, 0);
    raw_allow_readonly(CONSOLE, 1, 0, 0);
    raw_allow_readonly(CONSOLE, 1, (uint32_t)buffer, 8);
    MUST(answers(raw_allow_readwrite(CONSOLE, 1, (uint32_t)&buffer[8], 4), 0, 0),
         "read-write 1 has the read-only buffer");
    MUST(answers(raw_allow_readonly(CONSOLE, 1, 0, 0), (uint32_t)buffer, 8),
         "read-only 1 has the read-write buffer");
    MUST(answers(raw_allow_readwrite(CONSOLE, 1, 0, 0), (uint32_t)&buffer[8], 4), "it is gone");
    return OK;
}

CHECK(readonly_first_and_swap, "trd104-4.5-4") {
    MUST(answers(first_readonly, 0, 0), "the first: not address 0 and size 0");
    raw_allow_readonly(CONSOLE, WRITE, (uint32_t)in_flash, 5);
    MUST(answers(raw_allow_readonly(CONSOLE, WRITE, (uint32_t)buffer, 8), (uint32_t)in_flash, 5),
         "not the previous");
    MUST(fails(raw_allow_readonly(CONSOLE, WRITE, KERNEL_RAM, 1), INVALID, KERNEL_RAM, 1),
         "a failure gives not what was passed");
    MUST(answers(raw_allow_readonly(CONSOLE, WRITE, 0, 0), (uint32_t)buffer, 8), "not the second");
    return OK;
}

CHECK(readonly_may_change, "trd104-4.5-6") {
    memset(buffer, '\n', sizeof(buffer));
    for (uint32_t size = 0; size < 8; size += 2) {
        raw_allow_readonly(CONSOLE, WRITE, (uint32_t)buffer, 64);
        raw_command(CONSOLE, WRITE, 64, 0);
        raw_allow_readonly(CONSOLE, WRITE, (uint32_t)buffer, size);
        struct registers result = raw_yield(WAIT_FOR, CONSOLE, WRITE, 0);
        MUST(result.r[0] <= 64, "more was written than there is");
    }
    raw_allow_readonly(CONSOLE, WRITE, 0, 0);
    return OK;
}

CHECK(readonly_must_be_readable, "trd104-4.5-7") {
    uint32_t address = (uint32_t)in_flash;
    MUST(raw_allow_readonly(CONSOLE, WRITE, address, sizeof(in_flash)).r[0] == SUCCESS_2,
         "flash was refused");
    return foreign_is_invalid(raw_allow_readonly, CONSOLE, WRITE);
}

// Buffers of all lengths that lie in the process's memory but for their first, or their last byte.
static const char *every_byte_is_checked(allow_function *allow, uint32_t driver, uint32_t number) {
    uint32_t start = memop_value(2);
    uint32_t app_break = raw_memop(1, 0, 0, 0).r[1];
    for (uint32_t size = 1; size <= 65; size++) {
        MUST(allow(driver, number, start, size).r[0] == SUCCESS_2, "the first bytes were refused");
        MUST(allow(driver, number, app_break - size, size).r[0] == SUCCESS_2,
             "the last bytes were refused");
        MUST(allow(driver, number, start - 1, size).r[1] == INVALID, "a byte before was taken");
        MUST(allow(driver, number, app_break - size + 1, size).r[1] == INVALID,
             "a byte behind was taken");
    }
    MUST(allow(driver, number, 0, 0).r[0] == SUCCESS_2, "it does not come back");
    return OK;
}

CHECK(readwrite_is_checked, "trd104-4.4-12") {
    return every_byte_is_checked(raw_allow_readwrite, RNG, 0);
}

CHECK(readonly_is_checked, "trd104-4.5-8") {
    return every_byte_is_checked(raw_allow_readonly, CONSOLE, WRITE);
}
