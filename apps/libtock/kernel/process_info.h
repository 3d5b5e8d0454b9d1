// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// Process information (driver 0x10002): which processes the board has, and how they are. A process
// is named by its id, which is another one after each restart.

#pragma once

#include "libtock/tock.h"

#define DRIVER_NUM_PROCESS_INFO 0x10002

// What a process does, as libtock_process_info_get_stats() has it.
enum {
    LIBTOCK_PROCESS_RUNNING = 0,
    LIBTOCK_PROCESS_YIELDED = 1,
    LIBTOCK_PROCESS_YIELDED_FOR = 2,
    LIBTOCK_PROCESS_STOPPED = 3,
    LIBTOCK_PROCESS_FAULTED = 4,
    LIBTOCK_PROCESS_TERMINATED = 5,
};

struct libtock_process_stats {
    uint32_t timeslice_expirations;
    uint32_t syscalls;
    uint32_t restarts;
    uint32_t state; // LIBTOCK_PROCESS_...
};

// Whether the board has the driver, and lets this process use it.
bool libtock_process_info_exists(void);

// How many processes there are, ended ones included.
returncode_t libtock_process_info_get_process_count(uint32_t *count);

// Stores as many ids, or short ids, of 4 bytes each as fit, and in `*count` how many processes
// there are.
returncode_t libtock_process_info_get_process_ids(uint8_t *buffer, size_t buffer_length,
                                                  uint32_t *count);
returncode_t libtock_process_info_get_short_ids(uint8_t *buffer, size_t buffer_length,
                                                uint32_t *count);

// Stores as much of the name as fits, and a zero if that fits too.
// RETURNCODE_EINVAL: no process has this id, or none any more.
returncode_t libtock_process_info_get_process_name(uint32_t process_id, uint8_t *buffer,
                                                   size_t buffer_length);

// As libtock_process_info_get_process_name().
returncode_t libtock_process_info_get_stats(uint32_t process_id,
                                            struct libtock_process_stats *stats);
