// SPDX-License-Identifier: Apache-2.0 OR MIT

#include "libtock/peripherals/rng.h"

enum {
    COMMAND_GET = 1,
    SUBSCRIBE_RECEIVED = 0,
    ALLOW_BUFFER = 0,
};

bool libtock_rng_exists(void) {
    return driver_exists(DRIVER_NUM_RNG);
}

static void received(int unused1, int length, int unused2, void *callback) {
    (void)unused1, (void)unused2;
    ((libtock_rng_callback)callback)(RETURNCODE_SUCCESS, length);
}

returncode_t libtock_rng_get_random_bytes(uint8_t *buf, uint32_t len, uint32_t num,
                                          libtock_rng_callback cb) {
    subscribe_return_t upcall = subscribe(DRIVER_NUM_RNG, SUBSCRIBE_RECEIVED, received, (void *)cb);
    if (!upcall.success) {
        return tock_subscribe_return_to_returncode(upcall);
    }
    allow_rw_return_t lent = allow_readwrite(DRIVER_NUM_RNG, ALLOW_BUFFER, buf, len);
    if (!lent.success) {
        return tock_allow_rw_return_to_returncode(lent);
    }
    return tock_command_return_novalue_to_returncode(
        command(DRIVER_NUM_RNG, COMMAND_GET, (int)num, 0));
}
