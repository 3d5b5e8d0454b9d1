// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// Buffers that are not the process's, or that change while a driver has them.

#include <string.h>

#include "testing/attack/attack.h"
#include "testing/conformance/raw_syscall.h"

typedef struct registers allow_function(uint32_t, uint32_t, uint32_t, uint32_t);

static bool invalid(allow_function *allow, uint32_t driver, uint32_t number, uint32_t address,
                    uint32_t size) {
    struct registers result = allow(driver, number, address, size);
    return result.r[0] == FAILURE_2 && result.r[1] == ERROR_INVAL && result.r[2] == address &&
           result.r[3] == size;
}

static bool never_valid(allow_function *allow, uint32_t driver, uint32_t number) {
    const uint32_t buffers[][2] = {
        {0, 1},
        {0, UINT32_MAX},
        {KERNEL_RAM, 4},
        {KERNEL_FLASH, 4},
        {ram_start() - 1, 1},
        {ram_start() - 1, 2},
        {ram_start() - 4, 64},
        {app_break(), 1},
        {app_break() - 1, 2},
        {ram_start(), app_break() - ram_start() + 1},
        {grant_start(), 1},
        {grant_start() - 1, 1},
        {ram_end() - 4, 4},
        {ram_end(), 1},
        {ram_end() + 0x100, 16},
        {ram_start(), UINT32_MAX},
        {ram_start(), 0x80000000},
        {ram_start() + 16, UINT32_MAX - ram_start()},
        {0xFFFFFFF0, 0x20}, // Known bug 30: start + size wraps.
        {0xFFFFFFF0, 0x10},
        {0xFFFFFFFF, 1},
        {1, UINT32_MAX},
        {0x400E1000, 4},
        {0xE000ED08, 4},
        {0x22000000, 4},
        {flash_start() - 1, 1},
        {flash_start(), 4}, // The header.
        {flash_end(), 1},
        {flash_end() - 1, 2},
        {flash_end() + 0x100, 4},
        {flash_end() - 4, UINT32_MAX},
    };
    for (uint32_t i = 0; i < sizeof(buffers) / sizeof(buffers[0]); i++) {
        if (!invalid(allow, driver, number, buffers[i][0], buffers[i][1])) {
            return false;
        }
    }
    return true;
}

// Known bug 30.
ATTACK(allow_readwrite_foreign) {
    if (!invalid(raw_allow_readwrite, RNG, 0, flash_end() - 64, 16)) {
        return "lent flash for writing";
    }
    return never_valid(raw_allow_readwrite, RNG, 0) ? HELD : "lent what is not its own";
}

ATTACK(allow_readonly_foreign) {
    return never_valid(raw_allow_readonly, CONSOLE, 1) ? HELD : "lent what is not its own";
}

// Known bug 18: zero bytes may be anywhere, and are nothing.
ATTACK(allow_nothing) {
    const uint32_t addresses[] = {0, 1, KERNEL_RAM, 0xE000ED08, UINT32_MAX, ram_end()};
    for (uint32_t i = 0; i < sizeof(addresses) / sizeof(addresses[0]); i++) {
        raw_allow_readwrite(RNG, 0, addresses[i], 0);
        raw_command(RNG, 1, 64, 0);
        raw_allow_readonly(CONSOLE, 1, addresses[i], 0);
        raw_command(CONSOLE, 1, 64, 0);
        raw_allow_readwrite(CONSOLE, 1, addresses[i], 0);
        raw_command(CONSOLE, 2, 64, 0);
    }
    raw_command(CONSOLE, 3, 0, 0);
    return HELD;
}

static uint8_t arena[96];

static bool untouched(uint32_t from, uint32_t to) {
    for (uint32_t i = from; i < to; i++) {
        if (arena[i] != 0xA5) {
            return false;
        }
    }
    return true;
}

static void wait(uint32_t ticks) {
    for (uint32_t end = now() + ticks; (int32_t)(end - now()) > 0;) {
        raw_yield(0, 0, 0, 0);
    }
}

// Known bug 19: the buffer shrinks, moves, and goes while the driver fills it.
ATTACK(allow_shrinks) {
    memset(arena, 0xA5, sizeof(arena));
    for (uint32_t size = 0; size <= 32; size++) {
        raw_allow_readwrite(RNG, 0, (uint32_t)&arena[32], 32);
        raw_command(RNG, 1, 32, 0);
        raw_allow_readwrite(RNG, 0, (uint32_t)&arena[32], size);
        memset(&arena[32 + size], 0xA5, 32 - size);
        wait(30);
        if (!untouched(0, 32) || !untouched(32 + size, sizeof(arena))) {
            return "written behind the buffer";
        }
    }
    return HELD;
}

// Known bug 19.
ATTACK(write_shrinks) {
    static char line[200];
    memset(line, '\n', sizeof(line)); // Others' lines stay whole.
    for (uint32_t size = 0; size < sizeof(line); size += 19) {
        raw_allow_readonly(CONSOLE, 1, (uint32_t)line, sizeof(line));
        raw_command(CONSOLE, 1, sizeof(line), 0);
        raw_allow_readonly(CONSOLE, 1, (uint32_t)&line[sizeof(line) - size], size);
        wait(SECOND / 32);
    }
    return HELD;
}

// One buffer for all that a process can lend.
// Known bug 18.
ATTACK(allow_aliases) {
    for (uint32_t i = 0; i < 20; i++) {
        raw_allow_readwrite(RNG, 0, (uint32_t)arena, 64);
        raw_allow_readwrite(CONSOLE, 1, (uint32_t)arena + 16, 64);
        raw_allow_readonly(CONSOLE, 1, (uint32_t)arena + 8, 8);
        memcpy(arena + 8, "aliased\n", 8);
        raw_command(CONSOLE, 2, 64, 0);
        raw_command(RNG, 1, 4, 0);
        raw_command(CONSOLE, 1, 8, 0);
        wait(200);
    }
    return HELD;
}

// Ends with everything under way.
ATTACK(exit_while_lent) {
    say("ends");
    grow_to_grants();
    static char line[] = "exit_while_lent: a line that nobody may need to finish\n";
    raw_allow_readwrite(RNG, 0, app_break() - 512, 512);
    raw_command(RNG, 1, 512, 0);
    raw_allow_readwrite(CONSOLE, 1, app_break() - 512, 512);
    raw_command(CONSOLE, 2, 512, 0);
    raw_allow_readonly(CONSOLE, 1, (uint32_t)line, sizeof(line) - 1);
    raw_command(CONSOLE, 1, sizeof(line) - 1, 0);
    raw_command(ALARM, 5, SECOND / 4, 0);
    raw_exit(0, 0, 0, 0);
    return "came back from Exit";
}

ATTACK(fault_while_lent) {
    raw_allow_readwrite(RNG, 0, (uint32_t)arena, sizeof(arena));
    raw_command(RNG, 1, sizeof(arena), 0);
    raw_command(ALARM, 5, SECOND / 4, 0);
    raw_command(CONSOLE, 2, 64, 0);
    poke(KERNEL_RAM + 8, 0);
    return "wrote to the kernel's RAM";
}

// Yield-NoWait writes its answer to an address (TRD 104, 4.1.1): never to one that is not its own.
ATTACK(yield_flag_foreign) {
    const uint32_t addresses[] = {KERNEL_RAM,        ram_start() - 1, ram_end() - 1, ram_end(),
                                  grant_start(),     app_break(),     flash_start(), 0x400E1254,
                                  grant_start() - 1, 0xE000ED94,      UINT32_MAX,    0};
    for (uint32_t i = 0; i < sizeof(addresses) / sizeof(addresses[0]); i++) {
        raw_yield(0, addresses[i], 0, 0);
    }
    return HELD;
}
