// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// Upcalls to where they must not go, too many of them, and late ones.

#include <string.h>

#include "testing/attack/attack.h"
#include "testing/conformance/raw_syscall.h"

static volatile uint32_t count;

static void counting(uint32_t a, uint32_t b, uint32_t c, uint32_t d) {
    (void)a, (void)b, (void)c, (void)d;
    count++;
}

ATTACK(upcall_foreign) {
    static uint16_t code[] = {0x4770};
    const uint32_t functions[] = {
        1,
        2,
        KERNEL_FLASH,
        KERNEL_FLASH + 0x1001,
        KERNEL_RAM | 1,
        (uint32_t)code | 1,
        (uint32_t)functions | 1,
        ram_start() | 1,
        grant_start() | 1,
        flash_start(),
        flash_start() | 1,
        flash_start() - 1,
        flash_end(),
        flash_end() | 1,
        flash_end() + 0x101,
        0x400E1001,
        0xE000ED01,
        0xFFFFFFF9,
        0xFFFFFFFD,
        UINT32_MAX,
    };
    for (uint32_t i = 0; i < sizeof(functions) / sizeof(functions[0]); i++) {
        struct registers result = raw_subscribe(CONSOLE, 1, functions[i], i);
        if (result.r[0] != FAILURE_2 || result.r[1] != ERROR_INVAL || result.r[2] != functions[i] ||
            result.r[3] != i) {
            return "subscribed what is not its own code";
        }
    }
    return HELD;
}

// The null upcall is never called, whatever is pending for it (TRD 104, 4.2.1).
ATTACK(upcall_null) {
    for (uint32_t userdata = 0; userdata < 20; userdata++) {
        raw_subscribe(CONSOLE, 1, 0, userdata);
        raw_command(CONSOLE, 1, 0, 0);
        uint8_t ran = 0;
        raw_yield(0, (uint32_t)&ran, 0, 0);
        if (ran != 0) {
            return "something ran";
        }
    }
    return HELD;
}

// With or without the Thumb bit, a function is the same one.
ATTACK(upcall_even) {
    raw_subscribe(CONSOLE, 1, (uint32_t)counting & ~1u, 0);
    raw_command(CONSOLE, 1, 0, 0);
    raw_yield(1, 0, 0, 0);
    raw_subscribe(CONSOLE, 1, (uint32_t)counting | 1, 0);
    raw_command(CONSOLE, 1, 0, 0);
    raw_yield(1, 0, 0, 0);
    return count == 2 ? HELD : "an upcall got lost";
}

// In the last bytes of its flash there is no code, but it may try: whatever happens is its own.
ATTACK(upcall_last_halfword) {
    raw_subscribe(CONSOLE, 1, (flash_end() - 2) | 1, 0);
    raw_command(CONSOLE, 1, 0, 0);
    raw_yield(1, 0, 0, 0);
    return "ran on behind its flash";
}

ATTACK(subscribe_flood) {
    for (uint32_t i = 0; i < 20000; i++) {
        raw_subscribe(i % 5, i % 4, (uint32_t)counting, i);
        raw_subscribe(i, i, (uint32_t)counting, i);
    }
    return count == 0 ? HELD : "an upcall outside of Yield";
}

// A queue has an end; what does not fit is lost, and nothing else.
ATTACK(upcall_flood) {
    raw_subscribe(CONSOLE, 1, (uint32_t)counting, 0);
    for (uint32_t i = 0; i < 5000; i++) {
        raw_command(CONSOLE, 1, 0, 0);
    }
    if (count != 0) {
        return "an upcall outside of Yield";
    }
    uint8_t ran = 1;
    while (ran != 0 && count < 5000) {
        raw_yield(0, (uint32_t)&ran, 0, 0);
    }
    return count > 0 && count < 100 ? HELD : "a queue without end";
}

// Known bug 22: what was pending for the old function calls neither the old nor the new one.
ATTACK(upcall_swapped) {
    raw_subscribe(CONSOLE, 1, (uint32_t)counting, 0);
    raw_command(CONSOLE, 1, 0, 0);
    raw_command(CONSOLE, 1, 0, 0);
    raw_subscribe(CONSOLE, 1, (uint32_t)counting, 1);
    uint8_t ran = 1;
    raw_yield(0, (uint32_t)&ran, 0, 0);
    return ran == 0 && count == 0 ? HELD : "an upcall that was dropped";
}

// Known bug 21: the alarm of the process before its restart is not the one's after it.
ATTACK(upcall_after_restart) {
    if (now() < SECOND / 2) {
        raw_subscribe(ALARM, 0, (uint32_t)counting, 0);
        raw_command(ALARM, 6, now(), SECOND - now());
        while (now() < SECOND / 2) {
        }
        raw_exit(1, 0, 0, 0);
    }
    raw_subscribe(ALARM, 0, (uint32_t)counting, 0);
    while (now() < 3 * SECOND / 2) {
        raw_yield(0, 0, 0, 0);
    }
    return count == 0 ? HELD : "an upcall from before the restart";
}

// The same for a write: what is sent for the process before its restart counts for nobody. A pin,
// which nobody else uses, tells which life this is.
// Known bug 21.
ATTACK(write_after_restart) {
    enum { PIN = 3 };
    static char lines[100];
    if (raw_command(GPIO, 6, PIN, 0).r[1] == 0) {
        raw_command(GPIO, 1, PIN, 0);
        raw_command(GPIO, 2, PIN, 0);
        memset(lines, '\n', sizeof(lines));
        raw_allow_readonly(CONSOLE, 1, (uint32_t)lines, sizeof(lines));
        raw_command(CONSOLE, 1, sizeof(lines), 0);
        raw_exit(1, 0, 0, 0);
    }
    return HELD; // This line must come whole.
}

// From within an upcall: new ones, other ones, none.
static void busy(uint32_t a, uint32_t b, uint32_t c, uint32_t d) {
    counting(a, b, c, d);
    raw_command(CONSOLE, 1, 0, 0);
    raw_command(CONSOLE, 0, 0, 0);
    if (count % 2 == 0) {
        raw_subscribe(CONSOLE, 1, (uint32_t)busy, count);
        raw_command(CONSOLE, 1, 0, 0);
    }
    raw_memop(SBRK, 0, 0, 0);
}

ATTACK(calls_within_upcalls) {
    raw_subscribe(CONSOLE, 1, (uint32_t)busy, 0);
    raw_command(CONSOLE, 1, 0, 0);
    while (count < 1000) {
        raw_yield(1, 0, 0, 0);
    }
    raw_subscribe(CONSOLE, 1, 0, 0);
    return (control() & 1) == 1 ? HELD : "thread mode is privileged";
}
