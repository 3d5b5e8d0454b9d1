// SPDX-License-Identifier: Apache-2.0 OR MIT

#include "libtock-sync/interface/console.h"

enum {
    COMMAND_WRITE = 1,
    COMMAND_READ = 2,
    SUBSCRIBE_WRITTEN = 1,
    SUBSCRIBE_READ = 2,
    ALLOW_WRITE = 1,
    ALLOW_READ = 1,
};

bool libtocksync_console_exists(void) {
    return libtock_console_exists();
}

returncode_t libtocksync_console_write(const uint8_t *buffer, uint32_t length, uint32_t *written) {
    *written = 0;
    allow_ro_return_t lent = allow_readonly(DRIVER_NUM_CONSOLE, ALLOW_WRITE, buffer, length);
    if (!lent.success) {
        return tock_allow_ro_return_to_returncode(lent);
    }
    returncode_t result = tock_command_return_novalue_to_returncode(
        command(DRIVER_NUM_CONSOLE, COMMAND_WRITE, (int)length, 0));
    if (result == RETURNCODE_SUCCESS) {
        *written = yield_wait_for(DRIVER_NUM_CONSOLE, SUBSCRIBE_WRITTEN).data0;
    }
    (void)allow_readonly(DRIVER_NUM_CONSOLE, ALLOW_WRITE, NULL, 0);
    return result;
}

returncode_t libtocksync_console_read(uint8_t *buffer, uint32_t length, uint32_t *read) {
    *read = 0;
    allow_rw_return_t lent = allow_readwrite(DRIVER_NUM_CONSOLE, ALLOW_READ, buffer, length);
    if (!lent.success) {
        return tock_allow_rw_return_to_returncode(lent);
    }
    returncode_t result = tock_command_return_novalue_to_returncode(
        command(DRIVER_NUM_CONSOLE, COMMAND_READ, (int)length, 0));
    if (result == RETURNCODE_SUCCESS) {
        yield_waitfor_return_t done = yield_wait_for(DRIVER_NUM_CONSOLE, SUBSCRIBE_READ);
        result = tock_status_to_returncode((statuscode_t)done.data0);
        *read = done.data1;
    }
    (void)allow_readwrite(DRIVER_NUM_CONSOLE, ALLOW_READ, NULL, 0);
    return result;
}

int putnstr(const char *str, size_t len) {
    uint32_t written = 0;
    return libtocksync_console_write((const uint8_t *)str, (uint32_t)len, &written);
}

int getnstr(char *str, size_t len) {
    uint32_t received = 0;
    return libtocksync_console_read((uint8_t *)str, (uint32_t)len, &received);
}

int getch(void) {
    uint8_t character = 0;
    uint32_t received = 0;
    int result = libtocksync_console_read(&character, 1, &received);
    if (result != RETURNCODE_SUCCESS) {
        return result;
    }
    return received == 1 ? character : RETURNCODE_FAIL;
}
