// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// The `svc` instructions: TRD 104, section 3.1. Arguments and results are in r0 to r3, the class is
// the instruction's immediate. This file is all of the library that depends on the processor,
// besides start.c.

#include "libtock/tock.h"

enum {
    YIELD_NO_WAIT = 0,
    YIELD_WAIT = 1,
    YIELD_WAIT_FOR = 2,
    EXIT_TERMINATE = 0,
    EXIT_RESTART = 1,
};

// What the compiler must take for changed besides r0 to r3. A system call returns with the other
// registers as they were. But an upcall runs as if `svc` had called it, and so a yield loses all
// that a call may change.
#define UNCHANGED_BUT_MEMORY "memory"
#define CHANGED_BY_UPCALLS "r12", "lr", "cc", "memory"

// Declares r0 to r3 with the four words that the system call takes, and has them hold the four that
// it returns.
#define SYSCALL(class, clobbers, a0, a1, a2, a3)                                                   \
    register uint32_t r0 __asm__("r0") = (uint32_t)(a0);                                           \
    register uint32_t r1 __asm__("r1") = (uint32_t)(a1);                                           \
    register uint32_t r2 __asm__("r2") = (uint32_t)(a2);                                           \
    register uint32_t r3 __asm__("r3") = (uint32_t)(a3);                                           \
    __asm__ volatile("svc " #class : "+r"(r0), "+r"(r1), "+r"(r2), "+r"(r3) : : clobbers)

void yield(void) {
    SYSCALL(0, CHANGED_BY_UPCALLS, YIELD_WAIT, 0, 0, 0);
}

int yield_no_wait(void) {
    uint8_t ran = 0;
    SYSCALL(0, CHANGED_BY_UPCALLS, YIELD_NO_WAIT, &ran, 0, 0);
    return ran;
}

yield_waitfor_return_t yield_wait_for(uint32_t driver, uint32_t subscribe) {
    SYSCALL(0, CHANGED_BY_UPCALLS, YIELD_WAIT_FOR, driver, subscribe, 0);
    return (yield_waitfor_return_t){.data0 = r0, .data1 = r1, .data2 = r2};
}

subscribe_return_t subscribe(uint32_t driver, uint32_t subscribe, subscribe_upcall *upcall,
                             void *userdata) {
    SYSCALL(1, UNCHANGED_BUT_MEMORY, driver, subscribe, upcall, userdata);
    if (r0 == TOCK_SYSCALL_SUCCESS_U32_U32) {
        return (subscribe_return_t){
            .success = true, .callback = (subscribe_upcall *)r1, .userdata = (void *)r2};
    }
    return (subscribe_return_t){
        .callback = (subscribe_upcall *)r2, .userdata = (void *)r3, .status = (statuscode_t)r1};
}

syscall_return_t command(uint32_t driver, uint32_t command, int arg1, int arg2) {
    SYSCALL(2, UNCHANGED_BUT_MEMORY, driver, command, arg1, arg2);
    return (syscall_return_t){.type = (syscall_rtype_t)r0, .data = {r1, r2, r3}};
}

allow_rw_return_t allow_readwrite(uint32_t driver, uint32_t allow, void *ptr, size_t size) {
    SYSCALL(3, UNCHANGED_BUT_MEMORY, driver, allow, ptr, size);
    if (r0 == TOCK_SYSCALL_SUCCESS_U32_U32) {
        return (allow_rw_return_t){.success = true, .ptr = (void *)r1, .size = r2};
    }
    return (allow_rw_return_t){.ptr = (void *)r2, .size = r3, .status = (statuscode_t)r1};
}

allow_ro_return_t allow_readonly(uint32_t driver, uint32_t allow, const void *ptr, size_t size) {
    SYSCALL(4, UNCHANGED_BUT_MEMORY, driver, allow, ptr, size);
    if (r0 == TOCK_SYSCALL_SUCCESS_U32_U32) {
        return (allow_ro_return_t){.success = true, .ptr = (const void *)r1, .size = r2};
    }
    return (allow_ro_return_t){.ptr = (const void *)r2, .size = r3, .status = (statuscode_t)r1};
}

memop_return_t memop(uint32_t op_type, uintptr_t arg1) {
    SYSCALL(5, UNCHANGED_BUT_MEMORY, op_type, arg1, 0, 0);
    if (r0 == TOCK_SYSCALL_SUCCESS) {
        return (memop_return_t){.status = TOCK_STATUSCODE_SUCCESS};
    }
    if (r0 == TOCK_SYSCALL_SUCCESS_U32) {
        return (memop_return_t){.status = TOCK_STATUSCODE_SUCCESS, .data = r1};
    }
    return (memop_return_t){.status = r1 != 0 ? (statuscode_t)r1 : TOCK_STATUSCODE_FAIL};
}

void tock_exit(uint32_t completion_code) {
    SYSCALL(6, UNCHANGED_BUT_MEMORY, EXIT_TERMINATE, completion_code, 0, 0);
    __builtin_unreachable();
}

void tock_restart(uint32_t completion_code) {
    SYSCALL(6, UNCHANGED_BUT_MEMORY, EXIT_RESTART, completion_code, 0, 0);
    __builtin_unreachable();
}

allow_userspace_r_return_t allow_userspace_read(uint32_t driver, uint32_t allow, void *ptr,
                                                size_t size) {
    SYSCALL(7, UNCHANGED_BUT_MEMORY, driver, allow, ptr, size);
    if (r0 == TOCK_SYSCALL_SUCCESS_U32_U32) {
        return (allow_userspace_r_return_t){.success = true, .ptr = (void *)r1, .size = r2};
    }
    return (allow_userspace_r_return_t){.ptr = (void *)r2, .size = r3, .status = (statuscode_t)r1};
}
