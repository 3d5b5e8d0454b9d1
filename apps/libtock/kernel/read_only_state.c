// SPDX-License-Identifier: Apache-2.0 OR MIT

#include "libtock/kernel/read_only_state.h"

enum { ALLOW_REGION = 0 };

// Words of the region.
enum { SWITCHES = 0, PENDING = 1, TICKS_LOW = 2, TICKS_HIGH = 3 };

bool libtock_read_only_state_exists(void) {
    return driver_exists(DRIVER_NUM_READ_ONLY_STATE);
}

returncode_t libtock_read_only_state_allocate_region(uint8_t *base, int len) {
    if (len < LIBTOCK_READ_ONLY_STATE_BUFFER_LEN) {
        return RETURNCODE_ESIZE;
    }
    return tock_allow_userspace_r_return_to_returncode(
        allow_userspace_read(DRIVER_NUM_READ_ONLY_STATE, ALLOW_REGION, base, (size_t)len));
}

uint32_t libtock_read_only_state_get_pending_tasks(void *base) {
    const volatile uint32_t *words = base;
    return words[PENDING];
}

// The kernel may write between two loads, and then the number of switches changes.
uint64_t libtock_read_only_state_get_ticks(void *base) {
    const volatile uint32_t *words = base;
    uint32_t switches;
    uint64_t ticks;
    do {
        switches = words[SWITCHES];
        ticks = words[TICKS_LOW];
        ticks |= (uint64_t)words[TICKS_HIGH] << 32;
    } while (words[SWITCHES] != switches);
    return ticks;
}
