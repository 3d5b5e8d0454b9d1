// SPDX-License-Identifier: Apache-2.0 OR MIT
// SHA-256, SHA-384 and SHA-512 by BearSSL: hil/digest.h. In steps of a quarter of a kilobyte, as
// background calls.
//
//     static struct bearssl_sha2 sha256 = {.digest = {.ops = &bearssl_sha256_ops}};
#pragma once

#include <bearssl_hash.h>

#include "hil/digest.h"
#include "kernel/deferred_call.h"

enum bearssl_sha2_operation : uint8_t {
    BEARSSL_SHA2_NONE,
    BEARSSL_SHA2_ADD,
    BEARSSL_SHA2_FINISH,
};

struct bearssl_sha2 {
    struct digest digest; // ops: one of the three below.
    // Its own.
    struct deferred_call call;
    struct slice data; // Still to be added.
    enum bearssl_sha2_operation operation;
    bool started; // The context holds what was added so far.
    br_hash_compat_context context;
};

extern const struct digest_ops bearssl_sha256_ops;
extern const struct digest_ops bearssl_sha384_ops;
extern const struct digest_ops bearssl_sha512_ops;
