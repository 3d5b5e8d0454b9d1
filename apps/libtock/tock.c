// SPDX-License-Identifier: Apache-2.0 OR MIT

#include "libtock/tock.h"

#include <stdio.h>

enum {
    MEMOP_MEMORY_START = 2,
    MEMOP_MEMORY_END = 3,
    MEMOP_FLASH_START = 4,
    MEMOP_FLASH_END = 5,
    MEMOP_GRANT_START = 6,
    MEMOP_FLASH_REGIONS = 7,
    MEMOP_FLASH_REGION_START = 8,
    MEMOP_FLASH_REGION_END = 9,
};

void yield_for(bool *cond) {
    while (!*(volatile bool *)cond) {
        yield();
    }
}

bool driver_exists(uint32_t driver) {
    syscall_rtype_t type = command(driver, 0, 0, 0).type;
    return type >= TOCK_SYSCALL_SUCCESS && type <= TOCK_SYSCALL_SUCCESS_U32_U64;
}

// ---- Conversions -------------------------------------------------------------------------------

enum { KERNEL_CODES_END = 1024 }; // TRD 104, section 3.4.

returncode_t tock_status_to_returncode(statuscode_t status) {
    return (returncode_t)(-(int)status);
}

// The return code of a failure: never a success, whatever the kernel says.
static int failure_to_returncode(uint32_t status) {
    return status != TOCK_STATUSCODE_SUCCESS && status < KERNEL_CODES_END
               ? tock_status_to_returncode((statuscode_t)status)
               : RETURNCODE_EBADRVAL;
}

// The return code of a command whose success variant is `success`. A variant that no TRD has yet is
// neither a success nor a failure whose code could be read.
static int to_returncode(syscall_return_t r, syscall_rtype_t success) {
    if (r.type == success) {
        return RETURNCODE_SUCCESS;
    }
    return r.type <= TOCK_SYSCALL_FAILURE_U64 ? failure_to_returncode(r.data[0])
                                              : RETURNCODE_EBADRVAL;
}

int tock_command_return_novalue_to_returncode(syscall_return_t command_return) {
    return to_returncode(command_return, TOCK_SYSCALL_SUCCESS);
}

int tock_command_return_u32_to_returncode(syscall_return_t command_return, uint32_t *value) {
    int result = to_returncode(command_return, TOCK_SYSCALL_SUCCESS_U32);
    if (result == RETURNCODE_SUCCESS) {
        *value = command_return.data[0];
    }
    return result;
}

int tock_command_return_u32_u32_to_returncode(syscall_return_t command_return, uint32_t *value1,
                                              uint32_t *value2) {
    int result = to_returncode(command_return, TOCK_SYSCALL_SUCCESS_U32_U32);
    if (result == RETURNCODE_SUCCESS) {
        *value1 = command_return.data[0];
        *value2 = command_return.data[1];
    }
    return result;
}

int tock_command_return_u64_to_returncode(syscall_return_t command_return, uint64_t *value) {
    int result = to_returncode(command_return, TOCK_SYSCALL_SUCCESS_U64);
    if (result == RETURNCODE_SUCCESS) {
        *value = (uint64_t)command_return.data[1] << 32 | command_return.data[0];
    }
    return result;
}

int tock_subscribe_return_to_returncode(subscribe_return_t subscribe_return) {
    return subscribe_return.success ? RETURNCODE_SUCCESS
                                    : failure_to_returncode(subscribe_return.status);
}

int tock_allow_rw_return_to_returncode(allow_rw_return_t allow_return) {
    return allow_return.success ? RETURNCODE_SUCCESS : failure_to_returncode(allow_return.status);
}

int tock_allow_ro_return_to_returncode(allow_ro_return_t allow_return) {
    return allow_return.success ? RETURNCODE_SUCCESS : failure_to_returncode(allow_return.status);
}

int tock_allow_userspace_r_return_to_returncode(allow_userspace_r_return_t allow_return) {
    return allow_return.success ? RETURNCODE_SUCCESS : failure_to_returncode(allow_return.status);
}

// ---- Memory ------------------------------------------------------------------------------------

static void *memop_address(uint32_t op_type, uintptr_t arg1) {
    memop_return_t result = memop(op_type, arg1);
    return result.status == TOCK_STATUSCODE_SUCCESS ? (void *)result.data : NULL;
}

void *tock_app_memory_begins_at(void) {
    return memop_address(MEMOP_MEMORY_START, 0);
}

void *tock_app_memory_ends_at(void) {
    return memop_address(MEMOP_MEMORY_END, 0);
}

void *tock_app_flash_begins_at(void) {
    return memop_address(MEMOP_FLASH_START, 0);
}

void *tock_app_flash_ends_at(void) {
    return memop_address(MEMOP_FLASH_END, 0);
}

void *tock_app_grant_begins_at(void) {
    return memop_address(MEMOP_GRANT_START, 0);
}

int tock_app_number_writeable_flash_regions(void) {
    memop_return_t result = memop(MEMOP_FLASH_REGIONS, 0);
    return result.status == TOCK_STATUSCODE_SUCCESS ? (int)result.data : 0;
}

void *tock_app_writeable_flash_region_begins_at(int region_index) {
    return memop_address(MEMOP_FLASH_REGION_START, (uintptr_t)region_index);
}

void *tock_app_writeable_flash_region_ends_at(int region_index) {
    return memop_address(MEMOP_FLASH_REGION_END, (uintptr_t)region_index);
}

// ---- Names -------------------------------------------------------------------------------------

const char *tock_strerr(statuscode_t status) {
    static const char *const names[] = {
        [TOCK_STATUSCODE_SUCCESS] = "success",
        [TOCK_STATUSCODE_FAIL] = "failure",
        [TOCK_STATUSCODE_BUSY] = "busy",
        [TOCK_STATUSCODE_ALREADY] = "already under way",
        [TOCK_STATUSCODE_OFF] = "powered off",
        [TOCK_STATUSCODE_RESERVE] = "not reserved",
        [TOCK_STATUSCODE_INVAL] = "invalid argument",
        [TOCK_STATUSCODE_SIZE] = "wrong size",
        [TOCK_STATUSCODE_CANCEL] = "cancelled",
        [TOCK_STATUSCODE_NOMEM] = "no memory",
        [TOCK_STATUSCODE_NOSUPPORT] = "not supported",
        [TOCK_STATUSCODE_NODEVICE] = "no such device",
        [TOCK_STATUSCODE_UNINSTALLED] = "not installed",
        [TOCK_STATUSCODE_NOACK] = "not acknowledged",
    };
    unsigned index = (unsigned)status;
    return index < sizeof names / sizeof names[0] ? names[index] : "unknown status";
}

const char *tock_strrcode(returncode_t returncode) {
    if (returncode == RETURNCODE_EBADRVAL) {
        return "unexpected return variant";
    }
    return tock_strerr((statuscode_t)(-(int)returncode));
}

void tock_expect(int expected, int actual, const char *file, unsigned line) {
    if (expected != actual) {
        printf("%s:%u: expected %d, got %d\n", file, line, expected, actual);
        tock_exit(TOCK_STATUSCODE_FAIL);
    }
}
