// SPDX-License-Identifier: Apache-2.0 OR MIT

#include "libtock/interface/console.h"

enum {
    COMMAND_WRITE = 1,
    COMMAND_READ = 2,
    COMMAND_ABORT = 3,
    SUBSCRIBE_WRITTEN = 1,
    SUBSCRIBE_READ = 2,
    ALLOW_WRITE = 1,
    ALLOW_READ = 1,
};

bool libtock_console_exists(void) {
    return driver_exists(DRIVER_NUM_CONSOLE);
}

static void written(int length, int unused1, int unused2, void *callback) {
    (void)unused1, (void)unused2;
    ((libtock_console_callback_write)callback)(RETURNCODE_SUCCESS, (uint32_t)length);
}

static void received(int status, int length, int unused, void *callback) {
    (void)unused;
    ((libtock_console_callback_read)callback)(tock_status_to_returncode((statuscode_t)status),
                                              (uint32_t)length);
}

returncode_t libtock_console_write(const uint8_t *buffer, uint32_t len,
                                   libtock_console_callback_write cb) {
    subscribe_return_t upcall =
        subscribe(DRIVER_NUM_CONSOLE, SUBSCRIBE_WRITTEN, written, (void *)cb);
    if (!upcall.success) {
        return tock_subscribe_return_to_returncode(upcall);
    }
    allow_ro_return_t lent = allow_readonly(DRIVER_NUM_CONSOLE, ALLOW_WRITE, buffer, len);
    if (!lent.success) {
        return tock_allow_ro_return_to_returncode(lent);
    }
    return tock_command_return_novalue_to_returncode(
        command(DRIVER_NUM_CONSOLE, COMMAND_WRITE, (int)len, 0));
}

returncode_t libtock_console_read(uint8_t *buffer, uint32_t len, libtock_console_callback_read cb) {
    subscribe_return_t upcall = subscribe(DRIVER_NUM_CONSOLE, SUBSCRIBE_READ, received, (void *)cb);
    if (!upcall.success) {
        return tock_subscribe_return_to_returncode(upcall);
    }
    allow_rw_return_t lent = allow_readwrite(DRIVER_NUM_CONSOLE, ALLOW_READ, buffer, len);
    if (!lent.success) {
        return tock_allow_rw_return_to_returncode(lent);
    }
    return tock_command_return_novalue_to_returncode(
        command(DRIVER_NUM_CONSOLE, COMMAND_READ, (int)len, 0));
}

returncode_t libtock_console_abort_read(void) {
    return tock_command_return_novalue_to_returncode(
        command(DRIVER_NUM_CONSOLE, COMMAND_ABORT, 0, 0));
}
