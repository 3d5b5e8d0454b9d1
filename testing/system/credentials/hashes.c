// SPDX-License-Identifier: Apache-2.0 OR MIT
// Accepts applications that have the right SHA-256, SHA-384 or SHA-512 of themselves.
#include "kernel/capability/mint.h"
#include "kernel/loader/hash_credentials.h"
#include "testing/system/credentials/policies.h"
#include "third_party/bearssl/sha2.h"

static struct bearssl_sha2 sha256 = {.digest = {.ops = &bearssl_sha256_ops}};
static struct bearssl_sha2 sha384 = {.digest = {.ops = &bearssl_sha384_ops}};
static struct bearssl_sha2 sha512 = {.digest = {.ops = &bearssl_sha512_ops}};

#define HASH(name, number)                                                                         \
    static struct hash_credentials name##_credentials = {                                          \
        .policy = {.ops = &hash_credentials_ops},                                                  \
        .format = number,                                                                          \
        .digest = &name.digest,                                                                    \
    }
HASH(sha256, TBF_CREDENTIALS_SHA256);
HASH(sha384, TBF_CREDENTIALS_SHA384);
HASH(sha512, TBF_CREDENTIALS_SHA512);

static struct credentials_policy *const policies[] = {
    &sha256_credentials.policy,
    &sha384_credentials.policy,
    &sha512_credentials.policy,
};

struct checked_loader *credentials_loader(void) {
    static struct checked_loader loader = {
        .loader =
            {
                .kernel = &credentials_kernel,
                .start = &process_start_capability,
                .refuses = checked_loader_check,
            },
        .policies = SPAN(policies),
    };
    return &loader;
}
