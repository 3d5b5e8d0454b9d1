// SPDX-License-Identifier: Apache-2.0 OR MIT
// Makes each system call, counted, the first time and later.
#include <stdio.h>

#include "testing/bench/app/measure.h"
#include "testing/bench/app/workload.h"

enum { CLASS_YIELD, CLASS_SUBSCRIBE, CLASS_COMMAND, CLASS_READWRITE, CLASS_READONLY, CLASS_MEMOP };

static void upcall(uint32_t a, uint32_t b, uint32_t c, uint32_t userdata) {
    (void)a, (void)b, (void)c, (void)userdata;
}

static void value(const char *name, uint32_t number) {
    printf("value %s %lu\n", name, (unsigned long)number);
}

static uint32_t memop_value(uint32_t operation) {
    return raw_memop(operation, 0, 0, 0).r[1];
}

// An upcall of the alarm is pending when it returns.
static void make_pending(void) {
    uint32_t due = raw_command(ALARM, 5, 8, 0).r[1];
    spin_until(due + 8);
}

// Bytes of the kernel's part of the process.
static struct sizes { uint32_t process, button, rng, console, alarm; } sizes;

// The first of these allocates the driver's grant.
static void grants(void) {
    static uint8_t bytes[16];
    uint32_t before[3];
    before[0] = memop_value(6);
    for (int i = 0; i < TIMES; i++) {
        MEASURE(ROW_SUBSCRIBE, CLASS_SUBSCRIBE, BUTTON, 0, (uint32_t)upcall, 0);
    }
    before[1] = memop_value(6);
    for (int i = 0; i < TIMES; i++) {
        MEASURE(ROW_ALLOW_READWRITE, CLASS_READWRITE, RNG, 0, (uint32_t)bytes, sizeof(bytes));
    }
    before[2] = memop_value(6);
    for (int i = 0; i < TIMES; i++) {
        MEASURE(ROW_ALLOW_READONLY, CLASS_READONLY, CONSOLE, 1, (uint32_t)bytes, sizeof(bytes));
    }
    sizes.button = before[0] - before[1];
    sizes.rng = before[1] - before[2];
    sizes.console = before[2] - memop_value(6);
}

static void commands(void) {
    for (int i = 0; i < TIMES; i++) {
        MEASURE(ROW_COMMAND_NO_DRIVER, CLASS_COMMAND, NO_DRIVER, 0, 0, 0);
    }
    for (int i = 0; i < TIMES; i++) {
        MEASURE(ROW_COMMAND_CONSOLE, CLASS_COMMAND, CONSOLE, 0, 0, 0);
    }
    for (int i = 0; i < TIMES; i++) {
        MEASURE(ROW_COMMAND_ALARM, CLASS_COMMAND, ALARM, 0, 0, 0);
    }
    for (int i = 0; i < TIMES; i++) {
        MEASURE(ROW_COMMAND_ALARM_TIME, CLASS_COMMAND, ALARM, 2, 0, 0);
    }
}

static void yields(void) {
    static uint8_t ran;
    for (int i = 0; i < TIMES; i++) {
        MEASURE(ROW_YIELD_NO_WAIT, CLASS_YIELD, YIELD_NO_WAIT, (uint32_t)&ran, 0, 0);
    }
    uint32_t before = memop_value(6);
    raw_subscribe(ALARM, 0, (uint32_t)upcall, 0);
    sizes.alarm = before - memop_value(6);
    for (int i = 0; i < TIMES; i++) {
        make_pending();
        MEASURE(ROW_YIELD_NO_WAIT_UPCALL, CLASS_YIELD, YIELD_NO_WAIT, (uint32_t)&ran, 0, 0);
    }
    for (int i = 0; i < TIMES; i++) {
        make_pending();
        MEASURE(ROW_YIELD_WAIT_UPCALL, CLASS_YIELD, YIELD_WAIT, 0, 0, 0);
    }
    for (int i = 0; i < TIMES; i++) {
        make_pending();
        MEASURE(ROW_YIELD_WAIT_FOR_UPCALL, CLASS_YIELD, YIELD_WAIT_FOR, ALARM, 0, 0);
    }
}

static void breaks(void) {
    uint32_t end = memop_value(1);
    for (int i = 0; i < TIMES; i++) {
        MEASURE(ROW_BRK_UP, CLASS_MEMOP, 0, end + 64, 0, 0);
        MEASURE(ROW_BRK_DOWN, CLASS_MEMOP, 0, end, 0, 0);
    }
    for (int i = 0; i < TIMES; i++) {
        MEASURE(ROW_SBRK_UP, CLASS_MEMOP, 1, 64, 0, 0);
        MEASURE(ROW_SBRK_DOWN, CLASS_MEMOP, 1, (uint32_t)-64, 0, 0);
    }
}

static void memops(void) {
    for (int i = 0; i < TIMES; i++) {
        MEASURE(ROW_MEMOP_MEMORY_START, CLASS_MEMOP, 2, 0, 0, 0);
        MEASURE(ROW_MEMOP_MEMORY_END, CLASS_MEMOP, 3, 0, 0, 0);
        MEASURE(ROW_MEMOP_FLASH_START, CLASS_MEMOP, 4, 0, 0, 0);
        MEASURE(ROW_MEMOP_FLASH_END, CLASS_MEMOP, 5, 0, 0, 0);
        MEASURE(ROW_MEMOP_GRANTS, CLASS_MEMOP, 6, 0, 0, 0);
        MEASURE(ROW_MEMOP_REGIONS, CLASS_MEMOP, 7, 0, 0, 0);
        MEASURE(ROW_MEMOP_REGION_START, CLASS_MEMOP, 8, 0, 0, 0);
        MEASURE(ROW_MEMOP_REGION_END, CLASS_MEMOP, 9, 0, 0, 0);
        MEASURE(ROW_MEMOP_STACK, CLASS_MEMOP, 10, 0, 0, 0);
        MEASURE(ROW_MEMOP_HEAP, CLASS_MEMOP, 11, 0, 0, 0);
    }
}

int main(void) {
    sizes.process = memop_value(3) - memop_value(6);
    workload_begin();
    grants();
    commands();
    yields();
    breaks();
    memops();
    value("process", sizes.process);
    value("grant_alarm", sizes.alarm);
    value("grant_console", sizes.console);
    value("grant_button", sizes.button);
    value("grant_rng", sizes.rng);
    return 0;
}
