// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// Read-only state (driver 0x9): the kernel keeps a few values up to date in the process's own
// memory, so that reading them takes no system call.

#pragma once

#include "libtock/tock.h"

#define DRIVER_NUM_READ_ONLY_STATE 0x9

// Bytes that the region needs: those of version 1, and room for later ones.
#define LIBTOCK_READ_ONLY_STATE_BUFFER_LEN 64

// Whether the board has the driver.
bool libtock_read_only_state_exists(void);

// Has the kernel keep the state at `base`, a multiple of 4, from now on. The process only reads
// there. RETURNCODE_ESIZE: `len` is less than LIBTOCK_READ_ONLY_STATE_BUFFER_LEN.
returncode_t libtock_read_only_state_allocate_region(uint8_t *base, int len);

// How many upcalls are pending.
uint32_t libtock_read_only_state_get_pending_tasks(void *base);

// The alarm's counter when the kernel last let the process go on: at most a time slice ago.
uint64_t libtock_read_only_state_get_ticks(void *base);
