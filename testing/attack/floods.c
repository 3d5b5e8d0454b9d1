// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// Using up what the others need: time, memory, the kernel's attention.

#include "testing/attack/attack.h"
#include "testing/conformance/raw_syscall.h"

static bool before(uint32_t end) {
    return (int32_t)(end - now()) > 0;
}

ATTACK(yield_flood) {
    for (uint32_t end = now() + 2 * SECOND; before(end);) {
        for (uint32_t i = 0; i < 100; i++) {
            raw_yield(0, 0, 0, 0);
        }
    }
    return HELD;
}

// Yields with numbers that do not exist return at once (TRD 104, 4.1).
ATTACK(unknown_yields) {
    for (uint32_t i = 3; i < 2000; i++) {
        raw_yield(i, KERNEL_RAM, KERNEL_RAM, KERNEL_RAM);
        raw_yield(i << 20, 0, 0, 0);
    }
    return HELD;
}

static void again(uint32_t a, uint32_t b, uint32_t c, uint32_t d) {
    (void)a, (void)b, (void)c, (void)d;
    raw_command(ALARM, 5, 0, 0);
}

// An interrupt as soon as the last one was served.
ATTACK(alarm_storm) {
    raw_subscribe(ALARM, 0, (uint32_t)again, 0);
    raw_command(ALARM, 5, 0, 0);
    for (uint32_t end = now() + 2 * SECOND; before(end);) {
        raw_yield(1, 0, 0, 0);
    }
    return HELD;
}

static uint32_t edges_seen;

static void edge(uint32_t a, uint32_t b, uint32_t c, uint32_t d) {
    (void)a, (void)b, (void)c, (void)d;
    edges_seen++;
}

// Known bug 24. Its own output pin makes the interrupts: each write is an edge, and none gets lost.
ATTACK(pin_storm) {
    raw_command(GPIO, 1, 0, 0); // An output,
    raw_command(GPIO, 7, 0, 0); // with interrupts at both edges,
    raw_command(GPIO, 5, 1, 0); // and a neighbour that is an input.
    raw_command(GPIO, 7, 1, 0);
    raw_subscribe(GPIO, 0, (uint32_t)edge, 0);
    uint32_t made = 0;
    for (uint32_t end = now() + 2 * SECOND; before(end); made++) {
        raw_command(GPIO, 4, 0, 0);
        raw_yield(0, 0, 0, 0);
    }
    return edges_seen == made && made > 100 ? HELD : "an edge got lost";
}

// The entropy source is never at rest.
static uint8_t random[64];

static void more(uint32_t a, uint32_t b, uint32_t c, uint32_t d) {
    (void)a, (void)b, (void)c, (void)d;
    raw_command(RNG, 1, sizeof(random), 0);
}

ATTACK(entropy_storm) {
    raw_allow_readwrite(RNG, 0, (uint32_t)random, sizeof(random));
    raw_subscribe(RNG, 0, (uint32_t)more, 0);
    more(0, 0, 0, 0);
    for (uint32_t end = now() + 2 * SECOND; before(end);) {
        raw_yield(1, 0, 0, 0);
    }
    raw_subscribe(RNG, 0, 0, 0);
    return HELD;
}

ATTACK(restart_loop) {
    if (now() < 2 * SECOND) {
        raw_command(RNG, 1, 64, 0);
        raw_command(ALARM, 5, 1, 0);
        raw_exit(1, now(), 0, 0);
    }
    return HELD;
}

// The kernel's own way out to the console: it drops what does not fit, and waits for nothing.
ATTACK(debug_flood) {
    uint32_t start = now();
    for (uint32_t i = 0; i < 2000; i++) {
        raw_command(LOW_LEVEL_DEBUG, 2, i, 0);
    }
    return now() - start < SECOND ? HELD : "the kernel waits for the console";
}

// Hardly any memory is left for grants: a driver that gets none must say so, and none may lie below
// the break.
ATTACK(exhaust_grants) {
    grow_to_grants();
    const uint32_t drivers[] = {BUTTON, GPIO, RNG, ALARM, LOW_LEVEL_DEBUG, CONSOLE};
    for (uint32_t i = 0; i < sizeof(drivers) / sizeof(drivers[0]); i++) {
        struct registers result = raw_subscribe(drivers[i], 0, 0, 0);
        if (result.r[0] != SUCCESS_2 && result.r[1] != ERROR_NOMEM &&
            result.r[1] != ERROR_NOSUPPORT) {
            return "another error";
        }
        raw_command(drivers[i], 1, 1, 0);
        raw_command(drivers[i], 5, 1, 0);
        if (grant_start() <= app_break()) {
            return "a grant below the break";
        }
    }
    // Room again, to say so.
    return raw_memop(SBRK, -512u, 0, 0).r[0] == SUCCESS_1 ? HELD : "no way back";
}

// A wild program: system calls of all kinds with numbers, addresses and sizes near the edges. Not:
// what only waits or ends, and what would fill the console.
static uint32_t state = 0x2545F491;

static uint32_t dice(uint32_t sides) {
    state ^= state << 13;
    state ^= state >> 17;
    state ^= state << 5;
    return state % sides;
}

static uint32_t any(void) {
    const uint32_t edges[] = {0,           1,          2,           3,          4,
                              ram_start(), ram_end(),  app_break(), 0x40001,    flash_start(),
                              flash_end(), UINT32_MAX, 0x80000000,  KERNEL_RAM, grant_start()};
    uint32_t edge = edges[dice(sizeof(edges) / sizeof(edges[0]))];
    switch (dice(4)) {
    case 0:
        return edge;
    case 1:
        return edge + dice(64) - 32;
    case 2:
        return dice(10);
    default:
        return dice(UINT32_MAX);
    }
}

static uint32_t any_driver(void) {
    const uint32_t drivers[] = {ALARM, LED, BUTTON, GPIO, RNG, LOW_LEVEL_DEBUG, 0x10000};
    return drivers[dice(sizeof(drivers) / sizeof(drivers[0]))];
}

static void nothing(void) {}

// Known bug 28.
ATTACK(noise) {
    for (uint32_t i = 0; i < 8000; i++) {
        switch (dice(8)) {
        case 0:
            raw_yield(dice(2) == 0 ? 0 : 3 + any() % 1000, any(), any(), any());
            break;
        case 1:
            raw_subscribe(dice(2) == 0 ? CONSOLE : any_driver(), dice(6),
                          dice(2) == 0 ? any() & ~0x3FFFFu : (uint32_t)nothing, any());
            break;
        case 2: {
            uint32_t driver = any_driver();
            raw_command(driver == LOW_LEVEL_DEBUG ? CONSOLE + 100 : driver, dice(12), any(), any());
            break;
        }
        case 3:
            raw_allow_readwrite(any_driver(), dice(4), any(), any());
            break;
        case 4:
            raw_allow_readonly(any_driver(), dice(4), any(), any());
            break;
        case 5: // Its own code and stack stay where they are.
            raw_memop(2 + dice(14), any(), any(), any());
            break;
        case 6:
            raw_allow_readable(any_driver(), dice(4), any(), any());
            break;
        default:
            raw_class_8(any(), any(), any(), any());
            break;
        }
        if ((control() & 1) != 1) {
            return "thread mode is privileged";
        }
    }
    return HELD;
}
