// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// System calls and error types of a Tock 2 process.
//
// This is the C face of TRD 104 ("System Calls"): the seven classes of system calls (and the
// userspace-readable allow), their return variants, and conversions to the return codes that the
// rest of the library uses. Names and shapes are those of libtock-c, so that its programs and its
// users' habits carry over.
//
// An upcall runs only inside yield(), yield_for() and yield_no_wait(), on the stack of the caller.

#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// ---- Types -------------------------------------------------------------------------------------

// A function that the kernel calls: three values from the driver, and the pointer given to
// subscribe().
typedef void(subscribe_upcall)(int, int, int, void *);

// The variant of a system call's return (TRD 104, section 3.3). Values not listed are reserved:
// treat them as a failure.
typedef enum {
    TOCK_SYSCALL_FAILURE = 0,
    TOCK_SYSCALL_FAILURE_U32 = 1,
    TOCK_SYSCALL_FAILURE_U32_U32 = 2,
    TOCK_SYSCALL_FAILURE_U64 = 3,
    TOCK_SYSCALL_SUCCESS = 128,
    TOCK_SYSCALL_SUCCESS_U32 = 129,
    TOCK_SYSCALL_SUCCESS_U32_U32 = 130,
    TOCK_SYSCALL_SUCCESS_U64 = 131,
    TOCK_SYSCALL_SUCCESS_U32_U32_U32 = 132,
    TOCK_SYSCALL_SUCCESS_U32_U64 = 133,
    TOCK_SYSCALL_RESERVED = INT32_MAX // No variant: it takes a register's 32 bits to hold any.
} syscall_rtype_t;

// What the library's functions return: 0 for success, the negated kernel error otherwise.
// RETURNCODE_EBADRVAL means that a system call answered with a variant that it should not have.
typedef enum {
    RETURNCODE_SUCCESS = 0,
    RETURNCODE_FAIL = -1,
    RETURNCODE_EBUSY = -2,
    RETURNCODE_EALREADY = -3,
    RETURNCODE_EOFF = -4,
    RETURNCODE_ERESERVE = -5,
    RETURNCODE_EINVAL = -6,
    RETURNCODE_ESIZE = -7,
    RETURNCODE_ECANCEL = -8,
    RETURNCODE_ENOMEM = -9,
    RETURNCODE_ENOSUPPORT = -10,
    RETURNCODE_ENODEVICE = -11,
    RETURNCODE_EUNINSTALLED = -12,
    RETURNCODE_ENOACK = -13,
    RETURNCODE_EBADRVAL = -1024
} returncode_t;

// What the kernel says: the error codes of TRD 104, section 3.4, with 0 for success.
typedef enum {
    TOCK_STATUSCODE_SUCCESS = 0,
    TOCK_STATUSCODE_FAIL = 1,
    TOCK_STATUSCODE_BUSY = 2,
    TOCK_STATUSCODE_ALREADY = 3,
    TOCK_STATUSCODE_OFF = 4,
    TOCK_STATUSCODE_RESERVE = 5,
    TOCK_STATUSCODE_INVAL = 6,
    TOCK_STATUSCODE_SIZE = 7,
    TOCK_STATUSCODE_CANCEL = 8,
    TOCK_STATUSCODE_NOMEM = 9,
    TOCK_STATUSCODE_NOSUPPORT = 10,
    TOCK_STATUSCODE_NODEVICE = 11,
    TOCK_STATUSCODE_UNINSTALLED = 12,
    TOCK_STATUSCODE_NOACK = 13,
    TOCK_STATUSCODE_RESERVED = INT32_MAX // No code: it takes a register's 32 bits to hold any.
} statuscode_t;

// A system call's return as the kernel gave it. For a failure, data[0] is the status code.
typedef struct {
    syscall_rtype_t type;
    uint32_t data[3];
} syscall_return_t;

// On success `callback` and `userdata` are what was subscribed before; on failure what was passed,
// and `status` says why.
typedef struct {
    bool success;
    subscribe_upcall *callback;
    void *userdata;
    statuscode_t status;
} subscribe_return_t;

// On success `ptr` and `size` are the buffer shared before, which is the process's again; on
// failure what was passed, and `status` says why.
typedef struct {
    bool success;
    void *ptr;
    size_t size;
    statuscode_t status;
} allow_rw_return_t;

// As allow_rw_return_t, for a buffer that the kernel may only read.
typedef struct {
    bool success;
    const void *ptr;
    size_t size;
    statuscode_t status;
} allow_ro_return_t;

// As allow_rw_return_t, for a buffer that the process may read while the kernel writes it.
typedef struct {
    bool success;
    void *ptr;
    size_t size;
    statuscode_t status;
} allow_userspace_r_return_t;

// `data` is set only where `status` is TOCK_STATUSCODE_SUCCESS and the operation has a value.
typedef struct {
    statuscode_t status;
    uintptr_t data;
} memop_return_t;

// The three values that the upcall waited for would have been called with.
typedef struct {
    uint32_t data0;
    uint32_t data1;
    uint32_t data2;
} yield_waitfor_return_t;

// ---- System calls ------------------------------------------------------------------------------

// Pass this as the upcall to have none. Upcalls pending for the subscription are dropped.
#define TOCK_NULL_UPCALL 0

// Sleeps until an upcall has run. Upcalls that nobody subscribed to do not end the sleep.
void yield(void);

// Yields until `*cond` is true; returns at once if it is. An upcall sets `*cond`.
void yield_for(bool *cond);

// Runs one upcall if one is pending. Returns 1 if one ran, 0 if not.
int yield_no_wait(void);

// Sleeps until the driver schedules upcall number `subscribe`, and returns its arguments without
// calling any function. Other upcalls stay queued.
yield_waitfor_return_t yield_wait_for(uint32_t driver, uint32_t subscribe);

// Has the kernel call `upcall` with `userdata` for subscription `subscribe` of `driver`.
[[nodiscard]] subscribe_return_t subscribe(uint32_t driver, uint32_t subscribe,
                                           subscribe_upcall *upcall, void *userdata);

// Asks `driver` to do something. Command 0 tells whether the driver exists. A driver that is not
// there answers with TOCK_SYSCALL_FAILURE and TOCK_STATUSCODE_NODEVICE.
[[nodiscard]] syscall_return_t command(uint32_t driver, uint32_t command, int arg1, int arg2);

// Lends a buffer in RAM to `driver` until it is swapped for another. A size of 0 takes it back.
// Do not touch the buffer while it is lent.
[[nodiscard]] allow_rw_return_t allow_readwrite(uint32_t driver, uint32_t allow, void *ptr,
                                                size_t size);

// As allow_readwrite(), for a buffer that the process may go on reading.
[[nodiscard]] allow_userspace_r_return_t allow_userspace_read(uint32_t driver, uint32_t allow,
                                                              void *ptr, size_t size);

// Lends a buffer in RAM or flash that the driver only reads.
[[nodiscard]] allow_ro_return_t allow_readonly(uint32_t driver, uint32_t allow, const void *ptr,
                                               size_t size);

// Memory operations, numbered as in TRD 104, section 4.6.
memop_return_t memop(uint32_t op_type, uintptr_t arg1);

// Ends the process. `completion_code` follows TRD 106: 0 for success, else an error code.
__attribute__((noreturn)) void tock_exit(uint32_t completion_code);

// Ends the process and asks the kernel to start it again.
__attribute__((noreturn)) void tock_restart(uint32_t completion_code);

// ---- The process's own memory ------------------------------------------------------------------

// First byte of the process's RAM, and the first one behind it (the grant region included).
void *tock_app_memory_begins_at(void);
void *tock_app_memory_ends_at(void);

// First byte of the application in flash (its TBF header), and the first one behind it.
void *tock_app_flash_begins_at(void);
void *tock_app_flash_ends_at(void);

// Lowest byte of the grant region, which the process cannot reach. The break stays below it.
void *tock_app_grant_begins_at(void);

// Writeable flash regions named in the TBF header: how many, and where region `region_index` begins
// and ends. NULL for a region that does not exist.
int tock_app_number_writeable_flash_regions(void);
void *tock_app_writeable_flash_region_begins_at(int region_index);
void *tock_app_writeable_flash_region_ends_at(int region_index);

// ---- Helpers -----------------------------------------------------------------------------------

// Whether the kernel has this driver and lets this process use it.
bool driver_exists(uint32_t driver);

// The return code for a status code.
returncode_t tock_status_to_returncode(statuscode_t status);

// The return code for a command's return, with its values stored. The success variant must be the
// one named; another one gives RETURNCODE_EBADRVAL. Values are stored on success only.
int tock_command_return_novalue_to_returncode(syscall_return_t command_return);
int tock_command_return_u32_to_returncode(syscall_return_t command_return, uint32_t *value);
int tock_command_return_u32_u32_to_returncode(syscall_return_t command_return, uint32_t *value1,
                                              uint32_t *value2);
int tock_command_return_u64_to_returncode(syscall_return_t command_return, uint64_t *value);

// The return code of a subscribe or an allow.
int tock_subscribe_return_to_returncode(subscribe_return_t subscribe_return);
int tock_allow_rw_return_to_returncode(allow_rw_return_t allow_return);
int tock_allow_ro_return_to_returncode(allow_ro_return_t allow_return);
int tock_allow_userspace_r_return_to_returncode(allow_userspace_r_return_t allow_return);

// A short English name of the code. Never NULL.
const char *tock_strerr(statuscode_t status);
const char *tock_strrcode(returncode_t returncode);

// Prints a line and ends the process with a failure if `actual` is not `expected`.
void tock_expect(int expected, int actual, const char *file, unsigned line);
#define TOCK_EXPECT(_e, _a) tock_expect((_e), (_a), __FILE__, __LINE__)
