// SPDX-License-Identifier: Apache-2.0 OR MIT

#include "libtock-sync/peripherals/rng.h"

enum {
    COMMAND_GET = 1,
    SUBSCRIBE_RECEIVED = 0,
    ALLOW_BUFFER = 0,
};

bool libtocksync_rng_exists(void) {
    return libtock_rng_exists();
}

returncode_t libtocksync_rng_get_random_bytes(uint8_t *buf, uint32_t len, uint32_t num,
                                              int *num_received) {
    *num_received = 0;
    allow_rw_return_t lent = allow_readwrite(DRIVER_NUM_RNG, ALLOW_BUFFER, buf, len);
    if (!lent.success) {
        return tock_allow_rw_return_to_returncode(lent);
    }
    returncode_t result = tock_command_return_novalue_to_returncode(
        command(DRIVER_NUM_RNG, COMMAND_GET, (int)num, 0));
    if (result == RETURNCODE_SUCCESS) {
        *num_received = (int)yield_wait_for(DRIVER_NUM_RNG, SUBSCRIBE_RECEIVED).data1;
    }
    (void)allow_readwrite(DRIVER_NUM_RNG, ALLOW_BUFFER, NULL, 0);
    return result;
}
