// SPDX-License-Identifier: Apache-2.0 OR MIT
// A credentials policy that accepts applications with the right hash of themselves. That finds
// damage, and proves nothing about who made the application: anybody can compute a hash.
//
//     static struct hash_credentials sha256 = {
//         .policy = {.ops = &hash_credentials_ops},
//         .format = TBF_CREDENTIALS_SHA256,
//         .digest = &bearssl_sha256.digest,
//     };
#pragma once

#include "hil/digest.h"
#include "kernel/loader/credentials.h"

struct hash_credentials {
    // The board's.
    struct credentials_policy policy;
    enum tbf_credentials_format format; // TBF_CREDENTIALS_SHA256, _SHA384 or _SHA512, ...
    struct digest *digest;              // ... and what computes it. May be shared.
    // The policy's.
    struct digest_client client;
    struct slice expected;
};

extern const struct credentials_policy_ops hash_credentials_ops;
