// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// A client of ipc_rot13: has a message turned into `ipc_client: zrffntr N` and back again, once a
// second. If the service starts anew, it looks for it again.

#include <libtock-sync/services/alarm.h>
#include <libtock/kernel/ipc.h>
#include <stdio.h>

static char text[64] __attribute__((aligned(64))); // What the service can reach, and no more.
static size_t service;
static bool is_done;

static void done(int pid, int length, int buffer, void *unused) {
    (void)pid, (void)length, (void)buffer, (void)unused;
    is_done = true;
}

static int find_service(void) {
    int result = ipc_discover("ipc_rot13", &service);
    if (result == RETURNCODE_SUCCESS) {
        result = ipc_register_client_callback(service, done, NULL);
    }
    return result == RETURNCODE_SUCCESS ? ipc_share(service, text, sizeof text) : result;
}

static int turn(void) {
    is_done = false;
    int result = ipc_notify_service(service);
    if (result == RETURNCODE_EINVAL) { // It was never found, or is not the one that was.
        result = find_service();
        if (result == RETURNCODE_SUCCESS) {
            result = ipc_notify_service(service);
        }
    }
    if (result == RETURNCODE_SUCCESS) {
        yield_for(&is_done);
    }
    return result;
}

int main(void) {
    for (unsigned count = 0;; count++) {
        snprintf(text, sizeof text, "message %u", count);
        for (int i = 0; i < 2; i++) {
            int result = turn();
            if (result != RETURNCODE_SUCCESS) {
                printf("ipc_client: no ipc_rot13: %s\n", tock_strrcode((returncode_t)result));
                return result;
            }
            printf("ipc_client: %s\n", text);
        }
        libtocksync_alarm_delay_ms(1000);
    }
}
