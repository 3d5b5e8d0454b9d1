// SPDX-License-Identifier: Apache-2.0 OR MIT

#include "libtock/kernel/process_info.h"

enum {
    COMMAND_COUNT = 1,
    COMMAND_IDS = 2,
    COMMAND_SHORT_IDS = 3,
    COMMAND_NAME = 4,
    COMMAND_STATS = 5,
    ALLOW_BUFFER = 0,
};

bool libtock_process_info_exists(void) {
    return driver_exists(DRIVER_NUM_PROCESS_INFO);
}

returncode_t libtock_process_info_get_process_count(uint32_t *count) {
    return tock_command_return_u32_to_returncode(
        command(DRIVER_NUM_PROCESS_INFO, COMMAND_COUNT, 0, 0), count);
}

// Makes a command with the buffer lent for its time.
static returncode_t command_with(void *buffer, size_t length, uint32_t number, uint32_t argument,
                                 syscall_return_t *result) {
    allow_rw_return_t lent = allow_readwrite(DRIVER_NUM_PROCESS_INFO, ALLOW_BUFFER, buffer, length);
    if (lent.success) {
        *result = command(DRIVER_NUM_PROCESS_INFO, number, (int)argument, 0);
        lent = allow_readwrite(DRIVER_NUM_PROCESS_INFO, ALLOW_BUFFER, NULL, 0);
    }
    return tock_allow_rw_return_to_returncode(lent);
}

static returncode_t list(void *buffer, size_t length, uint32_t number, uint32_t *count) {
    syscall_return_t result;
    returncode_t code = command_with(buffer, length, number, 0, &result);
    return code != RETURNCODE_SUCCESS ? code : tock_command_return_u32_to_returncode(result, count);
}

static returncode_t about(uint32_t process_id, void *buffer, size_t length, uint32_t number) {
    syscall_return_t result;
    returncode_t code = command_with(buffer, length, number, process_id, &result);
    return code != RETURNCODE_SUCCESS ? code : tock_command_return_novalue_to_returncode(result);
}

returncode_t libtock_process_info_get_process_ids(uint8_t *buffer, size_t buffer_length,
                                                  uint32_t *count) {
    return list(buffer, buffer_length, COMMAND_IDS, count);
}

returncode_t libtock_process_info_get_short_ids(uint8_t *buffer, size_t buffer_length,
                                                uint32_t *count) {
    return list(buffer, buffer_length, COMMAND_SHORT_IDS, count);
}

returncode_t libtock_process_info_get_process_name(uint32_t process_id, uint8_t *buffer,
                                                   size_t buffer_length) {
    return about(process_id, buffer, buffer_length, COMMAND_NAME);
}

returncode_t libtock_process_info_get_stats(uint32_t process_id,
                                            struct libtock_process_stats *stats) {
    return about(process_id, stats, sizeof(*stats), COMMAND_STATS);
}
