// SPDX-License-Identifier: Apache-2.0 OR MIT
// Accepts applications that one of two keys has signed: RSA-4096 or ECDSA P-256. What the second
// one signs is application 77.
#include "kernel/arch/cortex_m/memory_map.h"
#include "kernel/capability/mint.h"
#include "kernel/loader/signature_credentials.h"
#include "testing/system/credentials/p256_key.h"
#include "testing/system/credentials/policies.h"
#include "testing/system/credentials/rsa4096_key.h"
#include "third_party/bearssl/sha2.h"
#include "third_party/bearssl/signature.h"

static struct bearssl_sha2 sha256 = {.digest = {.ops = &bearssl_sha256_ops}};
static struct bearssl_sha2 sha512 = {.digest = {.ops = &bearssl_sha512_ops}};

enum : size_t { JOB_MEMORY = BEARSSL_JOB_MEMORY + 1024 }; // With what its alignment may take.

static struct job job = {.kernel = &credentials_kernel};
static struct bearssl_signature rsa = {
    .signature = {.ops = &bearssl_rsa4096_ops},
    .job = &job,
};
static struct bearssl_signature ecdsa = {
    .signature = {.ops = &bearssl_ecdsa_p256_ops},
    .job = &job,
};

static const struct signature_key rsa_keys[] = {{.value = rsa4096_key}};
static const struct signature_key ecdsa_keys[] = {{.value = p256_key, .short_id = 77}};

static struct signature_credentials rsa_credentials = {
    .policy = {.ops = &signature_credentials_ops},
    .format = TBF_CREDENTIALS_RSA4096,
    .digest = &sha512.digest,
    .signature = &rsa.signature,
    .keys = SPAN(rsa_keys),
};
static struct signature_credentials ecdsa_credentials = {
    .policy = {.ops = &signature_credentials_ops},
    .format = TBF_CREDENTIALS_ECDSA_P256,
    .digest = &sha256.digest,
    .signature = &ecdsa.signature,
    .keys = SPAN(ecdsa_keys),
};

static struct credentials_policy *const policies[] = {
    &rsa_credentials.policy,
    &ecdsa_credentials.policy,
};

struct checked_loader *credentials_loader(void) {
    static struct checked_loader loader = {
        .loader =
            {
                .kernel = &credentials_kernel,
                .start = &process_start_capability,
                .memory = {.start = JOB_MEMORY},
                .refuses = checked_loader_check,
            },
        .policies = SPAN(policies),
    };
    // Not an array of its own: the analysis of the kernel's stack takes what lies in the memory of
    // processes for what it is, numbers that are nobody's pointers.
    job.memory = slice_mut_over(_process_memory_start, JOB_MEMORY);
    job.code = slice_over(_kernel_start, (size_t)(_kernel_end - _kernel_start));
    return &loader;
}
