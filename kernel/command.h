// SPDX-License-Identifier: Apache-2.0 OR MIT
// What a Command system call returns to userspace: a variant and up to three values, in the
// encoding of TRD 104, section 3.2.
#pragma once

#include "kernel/errorcode.h"

enum return_variant : uint32_t {
    RETURN_FAILURE = 0,
    RETURN_FAILURE_U32 = 1,
    RETURN_FAILURE_2_U32 = 2,
    RETURN_FAILURE_U64 = 3,
    RETURN_SUCCESS = 128,
    RETURN_SUCCESS_U32 = 129,
    RETURN_SUCCESS_2_U32 = 130,
    RETURN_SUCCESS_U64 = 131,
    RETURN_SUCCESS_3_U32 = 132,
    RETURN_SUCCESS_U32_U64 = 133,
};

// The four registers of a system call's return, in order. Made by the functions below only.
struct command_return {
    enum return_variant variant;
    uint32_t value[3];
};

static inline struct command_return command_return_make(enum return_variant variant, uint32_t a,
                                                        uint32_t b, uint32_t c) {
    struct command_return r = {variant, {a, b, c}};
    return r;
}

static inline struct command_return command_success(void) {
    return command_return_make(RETURN_SUCCESS, 0, 0, 0);
}

static inline struct command_return command_success_u32(uint32_t a) {
    return command_return_make(RETURN_SUCCESS_U32, a, 0, 0);
}

static inline struct command_return command_success_2_u32(uint32_t a, uint32_t b) {
    return command_return_make(RETURN_SUCCESS_2_U32, a, b, 0);
}

static inline struct command_return command_success_3_u32(uint32_t a, uint32_t b, uint32_t c) {
    return command_return_make(RETURN_SUCCESS_3_U32, a, b, c);
}

static inline struct command_return command_success_u64(uint64_t a) {
    return command_return_make(RETURN_SUCCESS_U64, (uint32_t)a, (uint32_t)(a >> 32), 0);
}

static inline struct command_return command_failure(enum errorcode error) {
    return command_return_make(RETURN_FAILURE, error, 0, 0);
}

static inline struct command_return command_failure_u32(enum errorcode error, uint32_t a) {
    return command_return_make(RETURN_FAILURE_U32, error, a, 0);
}

// Success for E_OK, else failure with that code.
static inline struct command_return command_result(enum errorcode error) {
    return error == E_OK ? command_success() : command_failure(error);
}
