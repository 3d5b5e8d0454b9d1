// SPDX-License-Identifier: Apache-2.0 OR MIT
// A credentials policy that accepts applications which one of the board's keys has signed. An RSA
// footer names its key, and is looked at only if that is one of the board's; an ECDSA footer does
// not, so each of the board's keys is tried.
//
//     static const struct signature_key keys[] = {{.value = our_key, .short_id = 0}};
//     static struct signature_credentials signed_by_us = {
//         .policy = {.ops = &signature_credentials_ops},
//         .format = TBF_CREDENTIALS_ECDSA_P256,
//         .digest = &sha256.digest,
//         .signature = &p256.signature,
//         .keys = SPAN(keys),
//     };
#pragma once

#include "hil/digest.h"
#include "hil/signature.h"
#include "kernel/loader/credentials.h"
#include "kernel/span.h"

enum : size_t { SIGNATURE_HASH_MAX = 64 };

struct signature_key {
    const uint8_t *value; // As long as the algorithm's keys are (hil/signature.h); in flash.
    uint32_t short_id;    // Of what it signs (AppID TRD, 8.2.2); 0: what the header says.
};

struct signature_credentials {
    // The board's.
    struct credentials_policy policy;
    enum tbf_credentials_format format; // TBF_CREDENTIALS_RSA3072, _RSA4096 or _ECDSA_P256.
    struct digest *digest;              // The hash that is signed. May be shared.
    struct signature *signature;        // May be shared.
    SPAN_OF(const struct signature_key) keys;
    // The policy's.
    struct digest_client digest_client;
    struct signature_client signature_client;
    struct slice value; // The signature.
    size_t key;         // The one that is tried.
    uint8_t hash[SIGNATURE_HASH_MAX];
};

extern const struct credentials_policy_ops signature_credentials_ops;
