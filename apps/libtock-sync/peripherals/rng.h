// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// Random numbers, waiting for them. No upcall runs meanwhile.

#pragma once

#include "libtock/peripherals/rng.h"
#include "libtock/tock.h"

// Whether the board has a source that this process may use.
bool libtocksync_rng_exists(void);

// Fetches `num` random bytes into `buf`, which has room for `len`, and stores how many came.
returncode_t libtocksync_rng_get_random_bytes(uint8_t *buf, uint32_t len, uint32_t num,
                                              int *num_received);
