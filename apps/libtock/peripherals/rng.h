// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// Random numbers (driver 0x40001) from the board's entropy source, without waiting.
// libtock-sync/peripherals/rng.h waits for them.

#pragma once

#include "libtock/tock.h"

#define DRIVER_NUM_RNG 0x40001

// Called when random bytes have arrived, with their number.
typedef void (*libtock_rng_callback)(returncode_t result, int length);

// Whether the board has a source that this process may use.
bool libtock_rng_exists(void);

// Fetches `num` random bytes into `buf`, which has room for `len`. The buffer is the kernel's until
// the callback.
returncode_t libtock_rng_get_random_bytes(uint8_t *buf, uint32_t len, uint32_t num,
                                          libtock_rng_callback cb);
