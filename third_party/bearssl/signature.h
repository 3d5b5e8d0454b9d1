// SPDX-License-Identifier: Apache-2.0 OR MIT
// RSA and ECDSA P-256 by BearSSL: hil/signature.h. A verification is a job (kernel/job): BearSSL's
// code runs unprivileged and preempted, however long it takes. Several verifiers can share a job.
//
//     static struct bearssl_signature rsa = {.signature = {.ops = &bearssl_rsa4096_ops},
//                                            .job = &job};
#pragma once

#include "hil/signature.h"
#include "kernel/job/job.h"

// Bytes that a job needs in all for any of these, if its memory is aligned to 1024.
enum : size_t { BEARSSL_JOB_MEMORY = 5 * 1024 };

struct bearssl_signature {
    struct signature signature; // ops: one of the three below.
    struct job *job; // The board's. With memory enough for the verifications that it picks.
    struct job_client client; // Its own.
};

extern const struct signature_ops bearssl_rsa3072_ops;
extern const struct signature_ops bearssl_rsa4096_ops;
extern const struct signature_ops bearssl_ecdsa_p256_ops;
