// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// Moving the break to every edge, and what lies behind it.

#include "testing/attack/attack.h"
#include "testing/conformance/raw_syscall.h"

static const char reached[] = "reached memory above its break";

static bool refused(uint32_t operation, uint32_t argument) {
    struct registers result = raw_memop(operation, argument, 0, 0);
    return result.r[0] == FAILURE && result.r[1] == ERROR_NOMEM;
}

// Known bug 2.
ATTACK(break_edges) {
    const uint32_t refused_breaks[] = {
        0,
        ram_start() - 1,
        ram_start() - 0x1000,
        grant_start(),
        grant_start() + 1,
        ram_end() - 1,
        ram_end(),
        ram_end() + 0x1000,
        KERNEL_RAM,
        0x80000000,
        UINT32_MAX,
    };
    uint32_t before = app_break();
    for (uint32_t i = 0; i < sizeof(refused_breaks) / sizeof(refused_breaks[0]); i++) {
        if (!refused(BRK, refused_breaks[i])) {
            return "brk out of its block";
        }
    }
    return app_break() == before ? HELD : "a refused brk moved the break";
}

// Known bug 3.
ATTACK(sbrk_edges) {
    uint32_t before = app_break();
    const uint32_t refused_steps[] = {
        0x80000000,
        0x7FFFFFFF,
        UINT32_MAX - before + 1,         // To 0.
        ram_start() - before - 1,        // To below its start.
        grant_start() - before,          // To the grants.
        ram_end() - before,              // To the end of the block.
        KERNEL_RAM - before,             // To the kernel's RAM.
        UINT32_MAX - (before - 0x10000), // Around the address space.
    };
    for (uint32_t i = 0; i < sizeof(refused_steps) / sizeof(refused_steps[0]); i++) {
        if (!refused(SBRK, refused_steps[i])) {
            return "sbrk out of its block";
        }
    }
    return app_break() == before ? HELD : "a refused sbrk moved the break";
}

// Known bugs 2 and 14: the break at the block's start leaves no stack, so the call cannot return.
ATTACK(break_to_start) {
    raw_memop(BRK, ram_start(), 0, 0);
    return "came back without a stack";
}

ATTACK(touch_above_break) {
    grow(768);
    uint32_t top = app_break();
    poke(top - 4, 1);
    raw_memop(SBRK, -600u, 0, 0);
    poke(top - 4, 2); // A granule of the protection, at most 512 bytes here, may be left.
    return reached;
}

// Known bug 6: the switch must not be skipped because the process is the same.
ATTACK(touch_at_once) {
    grow(768);
    uint32_t top = app_break() - 4;
    __asm__ volatile("movs r0, #1     \n"
                     "ldr  r1, =-600 \n"
                     "str  r0, [%0]   \n"
                     "svc  5          \n"
                     "str  r0, [%0]   \n"
                     :
                     : "r"(top)
                     : "r0", "r1", "r2", "r3", "memory");
    return reached;
}

// Known bugs 1, 7 and 27: up to the grants in the smallest steps, and then what is behind.
ATTACK(grow_then_touch) {
    while (grow(32)) {
        poke(app_break() - 4, 0);
    }
    poke(grant_start(), 0);
    return reached;
}

// Known bug 4: what a driver holds stays below the break.
ATTACK(break_below_buffer) {
    grow(512);
    uint32_t top = app_break();
    raw_allow_readwrite(RNG, 0, top - 64, 64);
    if (!refused(SBRK, -1u) || !refused(BRK, top - 64) || !refused(BRK, top - 65)) {
        return "the break went below an allowed buffer";
    }
    raw_allow_readwrite(RNG, 0, 0, 0);
    return app_break() == top ? HELD : "a refused brk moved the break";
}

// Grants that come later must not take back what the process has, or the other way round.
ATTACK(grants_above_break) {
    grow_to_grants();
    uint32_t top = app_break();
    poke(top - 4, 0x5A5A5A5A);
    uint32_t before = grant_start();
    const uint32_t drivers[] = {ALARM, CONSOLE, BUTTON, GPIO, RNG};
    for (uint32_t i = 0; i < sizeof(drivers) / sizeof(drivers[0]); i++) {
        struct registers result = raw_subscribe(drivers[i], 0, 0, 0);
        if (result.r[0] == SUCCESS_2 && grant_start() == before) {
            continue;
        }
        if (result.r[0] == FAILURE_2 && result.r[1] == ERROR_NOMEM) {
            continue;
        }
        if (grant_start() <= app_break()) {
            return "a grant below the break";
        }
        before = grant_start();
    }
    uint32_t kept = peek(top - 4);
    raw_memop(SBRK, -512u, 0, 0); // Room to say so.
    return kept == 0x5A5A5A5A ? HELD : "its memory changed";
}

// Known bug 1: the protection's granules reach beyond the break, and no grant may get in there. The
// break gives way as little as leaves its granule on; then all grants that there are.
ATTACK(grant_in_granule) {
    grow_to_grants();
    raw_memop(SBRK, -200u, 0, 0);
    const uint32_t drivers[] = {ALARM, CONSOLE, BUTTON, GPIO, RNG, LOW_LEVEL_DEBUG};
    for (uint32_t i = 0; i < sizeof(drivers) / sizeof(drivers[0]); i++) {
        raw_subscribe(drivers[i], 0, 0, 0);
    }
    poke(grant_start(), 0);
    return reached;
}

// Known bug 5: a restart takes the memory above the first break away again.
ATTACK(restart_then_touch) {
    if (now() < SECOND / 2) {
        grow_to_grants();
        poke(app_break() - 4, 0);
        while (now() < SECOND / 2) {
        }
        raw_exit(1, 0, 0, 0);
    }
    uint32_t grants = grant_start();
    poke((grants - 64) & ~3u, 0);
    return reached;
}
