// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// What an application learns from the kernel about itself and others: read-only state, and process
// information. Beside it runs "crash", which the board starts again after each fault.

#include <libtock-sync/services/alarm.h>
#include <libtock/kernel/process_info.h>
#include <libtock/kernel/read_only_state.h>
#include <stdio.h>
#include <string.h>

#define MUST(condition)                                                                            \
    do {                                                                                           \
        if (!(condition)) {                                                                        \
            printf("information: FAILED: %s\n", #condition);                                       \
            return;                                                                                \
        }                                                                                          \
    } while (false)

enum { CONSOLE = 1, CONSOLE_WRITE = 1, ALARM = 0, ALARM_NOW = 2, PROCESSES = 4 };

static _Alignas(8) uint8_t region[LIBTOCK_READ_ONLY_STATE_BUFFER_LEN];
static volatile int upcalls;

static void counting(int a, int b, int c, void *userdata) {
    (void)a, (void)b, (void)c, (void)userdata;
    upcalls++;
}

// A write of nothing ends at once: its upcall is pending when the command returns.
static bool schedule(void) {
    return command(CONSOLE, CONSOLE_WRITE, 0, 0).type == TOCK_SYSCALL_SUCCESS;
}

static void read_only_state(void) {
    const volatile uint32_t *words = (const volatile uint32_t *)region;
    MUST(libtock_read_only_state_exists());
    MUST(libtock_read_only_state_allocate_region(region, 63) == RETURNCODE_ESIZE);
    MUST(libtock_read_only_state_allocate_region(region, sizeof(region)) == RETURNCODE_SUCCESS);
    // There when the call returns.
    uint32_t now = command(ALARM, ALARM_NOW, 0, 0).data[0];
    uint32_t shown = (uint32_t)libtock_read_only_state_get_ticks(region);
    MUST(shown - now < 100);
    MUST(libtock_read_only_state_get_pending_tasks(region) == 0);
    MUST(subscribe(CONSOLE, 1, counting, NULL).success);
    MUST(schedule() && libtock_read_only_state_get_pending_tasks(region) == 1);
    MUST(schedule() && libtock_read_only_state_get_pending_tasks(region) == 2);
    yield();
    MUST(upcalls == 1 && libtock_read_only_state_get_pending_tasks(region) == 1);
    yield();
    MUST(upcalls == 2 && libtock_read_only_state_get_pending_tasks(region) == 0);
    MUST(subscribe(CONSOLE, 1, TOCK_NULL_UPCALL, NULL).success);
    // Time passes without a system call, as slices end; and each time the switches are counted.
    uint32_t switches = words[0];
    uint64_t start = libtock_read_only_state_get_ticks(region);
    while (libtock_read_only_state_get_ticks(region) < start + 1000) {
    }
    MUST(words[0] != switches);
    // What a later version may use is left alone.
    for (size_t i = 16; i < sizeof(region); i++) {
        MUST(region[i] == 0);
    }
    printf("information: read-only state ok\n");
}

// The id of the process with this name; 0: there is none.
static uint32_t id_of(const char *name) {
    uint32_t ids[PROCESSES];
    uint32_t count = 0;
    if (libtock_process_info_get_process_ids((uint8_t *)ids, sizeof(ids), &count) !=
        RETURNCODE_SUCCESS) {
        return 0;
    }
    for (uint32_t i = 0; i < count && i < PROCESSES; i++) {
        uint8_t found[16] = "";
        if (libtock_process_info_get_process_name(ids[i], found, sizeof(found)) ==
                RETURNCODE_SUCCESS &&
            strcmp((const char *)found, name) == 0) {
            return ids[i];
        }
    }
    return 0;
}

static void process_info(void) {
    uint32_t count = 0;
    struct libtock_process_stats stats;
    MUST(libtock_process_info_exists());
    MUST(libtock_process_info_get_process_count(&count) == RETURNCODE_SUCCESS && count == 3);
    MUST(id_of("information") != 0 && id_of("hello") != 0 && id_of("nobody") == 0);
    MUST(libtock_process_info_get_stats(id_of("information"), &stats) == RETURNCODE_SUCCESS);
    MUST(stats.state == LIBTOCK_PROCESS_RUNNING && stats.restarts == 0 && stats.syscalls > 10);
    MUST(libtock_process_info_get_stats(id_of("hello"), &stats) == RETURNCODE_SUCCESS);
    MUST(stats.state == LIBTOCK_PROCESS_YIELDED_FOR || stats.state == LIBTOCK_PROCESS_YIELDED);
    // Known bug 21: an id ends with the life that it names.
    uint32_t before = id_of("crash");
    MUST(libtock_process_info_get_stats(before, &stats) == RETURNCODE_SUCCESS);
    uint32_t restarts = stats.restarts;
    libtocksync_alarm_delay_ms(1500);
    uint32_t after = id_of("crash");
    MUST(before != 0 && after != 0 && after != before);
    MUST(libtock_process_info_get_stats(before, &stats) == RETURNCODE_EINVAL);
    MUST(libtock_process_info_get_process_name(before, region, 16) == RETURNCODE_EINVAL);
    MUST(libtock_process_info_get_stats(after, &stats) == RETURNCODE_SUCCESS);
    MUST(stats.restarts > restarts && stats.state == LIBTOCK_PROCESS_FAULTED);
    printf("information: process information ok\n");
}

int main(void) {
    read_only_state();
    process_info();
    return 0;
}
