// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// What a process that was lent a buffer, or lends one, could try on the other side. Some of these
// are the honest other side: they find out if anything got through to them.

#include <string.h>

#include "testing/attack/attack.h"
#include "testing/conformance/raw_syscall.h"

enum { DISCOVER = 1, NOTIFY_SERVICE = 2, NOTIFY_CLIENT = 3, SIZE = 64 };

static uint8_t buffer[SIZE] __attribute__((aligned(SIZE)));
static uint8_t fence[32];

// What the last upcalls said.
static volatile uint32_t calls, sender, length;
static volatile uint32_t address;

static void called(uint32_t from, uint32_t size, uint32_t start, uint32_t unused) {
    (void)unused;
    calls++;
    sender = from;
    length = size;
    address = start;
}

// The id of the process called so; 0: there is none.
static uint32_t find(const char *name) {
    raw_allow_readonly(IPC, 0, (uint32_t)name, strlen(name));
    struct registers result = raw_command(IPC, DISCOVER, 0, 0);
    raw_allow_readonly(IPC, 0, 0, 0);
    return result.r[0] == SUCCESS_1 ? result.r[1] : 0;
}

static void serve_as(const char *own_name) {
    raw_subscribe(IPC, find(own_name), (uint32_t)called, 0);
}

static uint32_t lend(uint32_t to, void *start, uint32_t size) {
    return raw_allow_readwrite(IPC, to, (uint32_t)start, size).r[0];
}

static void wait_until(uint32_t time) {
    while ((int32_t)(time - now()) > 0) {
        raw_yield(0, 0, 0, 0);
    }
}

static void wait_for_call(void) {
    for (uint32_t before = calls; calls == before;) {
        raw_yield(1, 0, 0, 0);
    }
}

static bool is_invalid(struct registers result) {
    return (result.r[0] == FAILURE || result.r[0] == FAILURE_2) && result.r[1] == ERROR_INVAL;
}

// Ids that nobody gave it.

ATTACK(ipc_forged_ids) {
    uint32_t self = find("ipc_forged_ids");
    for (uint32_t i = 0; i < 300; i++) {
        for (uint32_t shift = 0; shift < 32; shift += 8) {
            uint32_t id = i << shift;
            if (!is_invalid(raw_command(IPC, NOTIFY_SERVICE, id, 0)) ||
                !is_invalid(raw_command(IPC, NOTIFY_CLIENT, id, 0)) ||
                !is_invalid(raw_allow_readwrite(IPC, id, (uint32_t)buffer, SIZE))) {
                return "used an id that it was not given";
            }
        }
    }
    return is_invalid(raw_command(IPC, NOTIFY_SERVICE, UINT32_MAX, 0)) &&
                   is_invalid(raw_command(IPC, NOTIFY_SERVICE, self, 0)) &&
                   is_invalid(raw_command(IPC, NOTIFY_CLIENT, 0u - 1, UINT32_MAX))
               ? HELD
               : "used an id that it was not given";
}

// Names: none, empty, as long as can be, not its own memory, and such that end early or late.
ATTACK(ipc_hostile_names) {
    if (!is_invalid(raw_command(IPC, DISCOVER, 0, 0))) {
        return "discovered without a name";
    }
    const uint32_t names[][2] = {
        {0, 0},
        {KERNEL_RAM, 0},
        {UINT32_MAX, 0},
        {ram_start(), app_break() - ram_start()},
        {flash_end() - 4096, 4096},
        {flash_end() - 1, 1},
        {app_break() - 1, 1},
        {(uint32_t) "ipc_service2", 12},
        {(uint32_t) "ipc_servic", 10},
        {(uint32_t) "ipc_service\0", 12},
        {(uint32_t) "ipc_Service", 11},
    };
    for (uint32_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        if (raw_allow_readonly(IPC, 0, names[i][0], names[i][1]).r[0] != SUCCESS_2 ||
            raw_command(IPC, DISCOVER, 0, 0).r[0] != FAILURE) {
            return "found what is not there";
        }
    }
    const uint32_t foreign[] = {
        KERNEL_RAM, KERNEL_FLASH,  ram_start() - 11, grant_start(), ram_end(), flash_end() - 5,
        0,          UINT32_MAX - 5};
    for (uint32_t i = 0; i < sizeof(foreign) / sizeof(foreign[0]); i++) {
        if (!is_invalid(raw_allow_readonly(IPC, 0, foreign[i], 11))) {
            return "lent a name that is not its own";
        }
    }
    return HELD;
}

// Buffers that are not its own, or that no region is exact for.
// Known bug 18.
ATTACK(ipc_lend_foreign) {
    uint32_t to = find("ipc_service");
    const uint32_t buffers[][2] = {
        {KERNEL_RAM, 64},
        {KERNEL_FLASH, 64},
        {0, 32},
        {0xE000E000, 4096},
        {ram_start() - 64, 64},
        {ram_start() - 64, 128},
        {app_break(), 32},
        {(app_break() & ~31u) - 32, 96},
        {grant_start() & ~31u, 32},
        {ram_end(), 64},
        {ram_end() - 64, 64},
        {flash_start() + 256, 256},
        {flash_end(), 64},
        {0xFFFFFFE0, 64},
        {ram_start(), 0u - 32},
        {(uint32_t)buffer, 1},
        {(uint32_t)buffer, 31},
        {(uint32_t)buffer, 33},
        {(uint32_t)buffer + 4, 32},
        {(uint32_t)buffer + 16, 32},
    };
    for (uint32_t i = 0; i < sizeof(buffers) / sizeof(buffers[0]); i++) {
        if (!is_invalid(raw_allow_readwrite(IPC, to, buffers[i][0], buffers[i][1]))) {
            return "lent what it cannot lend";
        }
        raw_command(IPC, NOTIFY_SERVICE, to, 0);
    }
    return HELD;
}

ATTACK(ipc_flood) {
    uint32_t to = find("ipc_service");
    for (uint32_t i = 0; i < 20000; i++) {
        raw_command(IPC, NOTIFY_SERVICE, to, 0);
        raw_command(IPC, NOTIFY_CLIENT, to, 0);
        lend(to, buffer, i % 2 == 0 ? SIZE : 0);
    }
    return HELD;
}

// Lends, notifies, takes the buffer back at once, and all anew, with a buffer for its stack.
// Known bug 19.
ATTACK(ipc_fickle) {
    uint32_t to = find("ipc_service");
    for (uint32_t end = now() + SECOND; (int32_t)(end - now()) > 0;) {
        uint32_t stack = (uint32_t)&end & ~63u;
        raw_allow_readwrite(IPC, to, stack, 64);
        raw_command(IPC, NOTIFY_SERVICE, to, 0);
        raw_yield(0, 0, 0, 0);
        lend(to, buffer, 32);
        raw_command(IPC, NOTIFY_SERVICE, to, 0);
        lend(to, NULL, 0);
    }
    return HELD;
}

// The honest ones. The service answers everyone and touches no buffer of them, which they may take
// back; its alarm must come through the flood.
static volatile uint32_t alarms;

static void rang(uint32_t a, uint32_t b, uint32_t c, uint32_t d) {
    (void)a, (void)b, (void)c, (void)d;
    alarms++;
    raw_command(ALARM, 5, SECOND / 16, 0);
}

ATTACK(ipc_service) {
    memset(fence, 0x11, sizeof(fence));
    serve_as("ipc_service");
    raw_subscribe(ALARM, 0, (uint32_t)rang, 0);
    raw_command(ALARM, 5, SECOND / 16, 0);
    while (alarms < 32) {
        raw_yield(1, 0, 0, 0);
        raw_command(IPC, NOTIFY_CLIENT, sender, 0);
    }
    for (uint32_t i = 0; i < sizeof(fence); i++) {
        if (fence[i] != 0x11) {
            return "its memory changed";
        }
    }
    return calls > 100 ? HELD : "nobody came";
}

ATTACK(ipc_client) {
    uint32_t service = find("ipc_service");
    raw_subscribe(IPC, service, (uint32_t)called, 0);
    for (uint32_t i = 0; i < 20; i++) {
        raw_command(IPC, NOTIFY_SERVICE, service, 0);
        wait_for_call();
        if (sender != service || length != 0 || address != 0) {
            return "an answer from somebody else";
        }
    }
    return HELD;
}

// Services that reach further than they may. ipc_lends lends each of them its buffer.

static uint32_t receive_as(const char *own_name) {
    serve_as(own_name);
    wait_for_call();
    poke(address, 0x600D);
    return address;
}

ATTACK(ipc_touch_past_end) {
    poke(receive_as("ipc_touch_past_end") + length, 0);
    return "wrote behind the buffer";
}

ATTACK(ipc_touch_before_start) {
    peek(receive_as("ipc_touch_before_start") - 4);
    return "read before the buffer";
}

ATTACK(ipc_run_buffer) {
    jump(receive_as("ipc_run_buffer") | 1);
    return "ran the buffer";
}

// Known bug 25, too: at that time ipc_keeps has the buffer, whose region must not be left behind.
ATTACK(ipc_touch_after_unshare) {
    uint32_t buffer_was = receive_as("ipc_touch_after_unshare");
    wait_until(2 * SECOND);
    poke(buffer_was, 0);
    return "wrote to what was taken back";
}

ATTACK(ipc_lend_on) {
    uint32_t lent = receive_as("ipc_lend_on");
    uint32_t other = find("ipc_keeps");
    return is_invalid(raw_allow_readwrite(IPC, other, lent, SIZE)) &&
                   is_invalid(raw_allow_readwrite(CONSOLE, 1, lent, SIZE)) &&
                   is_invalid(raw_allow_readonly(CONSOLE, 1, lent, SIZE))
               ? HELD
               : "lent what is lent to it";
}

// Writes all the time to what it may write to.
ATTACK(ipc_keeps) {
    uint32_t lent = receive_as("ipc_keeps");
    for (uint32_t end = 5 * SECOND / 2; (int32_t)(end - now()) > 0;) {
        for (uint32_t i = 0; i < SIZE / 4; i++) {
            poke(lent + 4 * i, now());
        }
    }
    return HELD;
}

static const char *const receivers[] = {
    "ipc_touch_past_end", "ipc_touch_before_start", "ipc_run_buffer", "ipc_touch_after_unshare",
    "ipc_lend_on",
};

// One buffer for each, at once, and a word before and behind them.
ATTACK(ipc_lends) {
    enum { COUNT = sizeof(receivers) / sizeof(receivers[0]) };
    static uint32_t lent[COUNT + 2][SIZE / 4] __attribute__((aligned(SIZE)));
    memset(lent, 0xA5, sizeof(lent));
    uint32_t id[COUNT];
    for (uint32_t i = 0; i < COUNT; i++) {
        id[i] = find(receivers[i]);
        if (lend(id[i], lent[i + 1], SIZE) != SUCCESS_2) {
            return "could not lend its own";
        }
        raw_command(IPC, NOTIFY_SERVICE, id[i], 0);
    }
    wait_until(SECOND);
    for (uint32_t i = 0; i < COUNT; i++) {
        lend(id[i], NULL, 0);
        if (lent[i + 1][0] != 0x600D || lent[i + 1][1] != 0xA5A5A5A5) {
            return "its buffer is not as its receiver left it";
        }
    }
    // The one that ipc_touch_after_unshare had.
    uint32_t keeps = find("ipc_keeps");
    lend(keeps, lent[4], SIZE);
    raw_command(IPC, NOTIFY_SERVICE, keeps, 0);
    wait_until(3 * SECOND);
    for (uint32_t i = 0; i < SIZE / 4; i++) {
        if (lent[0][i] != 0xA5A5A5A5 || lent[COUNT + 1][i] != 0xA5A5A5A5) {
            return "somebody wrote around its buffers";
        }
    }
    return HELD;
}

// Known bugs 15 and 21: either side ends or restarts while a buffer is lent.

static bool first_life(void) {
    return now() < SECOND / 2;
}

static void lend_to(const char *name) {
    uint32_t to = find(name);
    lend(to, buffer, SIZE);
    raw_command(IPC, NOTIFY_SERVICE, to, 0);
    wait_until(SECOND / 2);
}

ATTACK(ipc_touch_after_exit) {
    uint32_t lent = receive_as("ipc_touch_after_exit");
    wait_until(2 * SECOND);
    poke(lent, 0);
    return "wrote to the memory of one that has ended";
}

ATTACK(ipc_exits) {
    lend_to("ipc_touch_after_exit");
    say("ends");
    raw_exit(0, 0, 0, 0);
    return "came back from Exit";
}

ATTACK(ipc_touch_after_restart) {
    uint32_t lent = receive_as("ipc_touch_after_restart");
    uint32_t client = sender;
    wait_until(2 * SECOND);
    if (!is_invalid(raw_command(IPC, NOTIFY_CLIENT, client, 0)) ||
        !is_invalid(raw_allow_readwrite(IPC, client, (uint32_t)buffer, SIZE))) {
        return "used the id of one that is gone";
    }
    peek(lent);
    return "read the memory of another life";
}

ATTACK(ipc_restarts) {
    if (first_life()) {
        lend_to("ipc_touch_after_restart");
        raw_exit(1, 0, 0, 0);
    }
    wait_until(5 * SECOND / 2);
    for (uint32_t i = 0; i < SIZE; i++) {
        if (buffer[i] != 0) {
            return "a buffer from before the restart";
        }
    }
    return HELD;
}

// A service that restarts with a client's buffer in reach. The client tells where it was.
ATTACK(ipc_served_twice) {
    serve_as("ipc_served_twice");
    if (now() < SECOND / 4) {
        wait_for_call();
        wait_until(SECOND / 3);
        raw_exit(1, 0, 0, 0);
    }
    wait_for_call();
    if (length != 0 || address != 0) {
        return "got what was lent in another life";
    }
    wait_for_call(); // Its address, in a buffer.
    peek(*(const uint32_t *)address);
    return "read what was lent in another life";
}

ATTACK(ipc_stale_id) {
    static uint32_t letter[8] __attribute__((aligned(32)));
    lend_to("ipc_served_twice"); // Which restarts now.
    uint32_t id = 0;
    for (uint32_t i = 1; i <= 8; i++) {
        if (!is_invalid(raw_command(IPC, NOTIFY_SERVICE, i, 0)) ||
            !is_invalid(raw_command(IPC, NOTIFY_CLIENT, i, 0)) ||
            !is_invalid(raw_allow_readwrite(IPC, i, (uint32_t)letter, sizeof(letter)))) {
            return "used the id of one that is gone";
        }
    }
    id = find("ipc_served_twice");
    if (raw_command(IPC, NOTIFY_SERVICE, id, 0).r[0] != SUCCESS) {
        return "did not find it again";
    }
    wait_until(SECOND);
    letter[0] = (uint32_t)buffer;
    lend(id, letter, sizeof(letter));
    raw_command(IPC, NOTIFY_SERVICE, id, 0);
    wait_until(2 * SECOND);
    return HELD;
}
