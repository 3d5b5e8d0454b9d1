// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "third_party/bearssl/signature.h"

#include <bearssl_ec.h>
#include <bearssl_rsa.h>

#include "kernel/container.h"

enum : size_t {
    HASH_MAX = 64,
    RSA_MAX = 512,
    POINT = 64,
    // Enough: constant-time code goes as deep for any input, and //testing/system/credentials has
    // been there. Too little would end the job with a fault, and refuse the application.
    RSA_STACK = 3584,
    ECDSA_STACK = 4096,
};

// What a job is given. The key is the board's, in flash.
struct rsa_input {
    uintptr_t key; // Its address: the kernel keeps no pointer in what a job can write to.
    size_t size;
    uint8_t hash[HASH_MAX];
    uint8_t value[RSA_MAX];
};

struct ecdsa_input {
    uint8_t point[1 + POINT];
    uint8_t hash[32];
    uint8_t value[POINT];
};

static uint32_t verify_rsa(void *data) {
    static const uint8_t exponent[] = {1, 0, 1}; // 65537.
    const struct rsa_input *input = data;
    // BearSSL's structure lacks const: it changes neither.
    br_rsa_public_key key = {
        .n = (unsigned char *)input->key,
        .nlen = input->size,
        .e = (unsigned char *)exponent,
        .elen = sizeof(exponent),
    };
    uint8_t hash[HASH_MAX];
    return br_rsa_i31_pkcs1_vrfy(input->value, input->size, BR_HASH_OID_SHA512, HASH_MAX, &key,
                                 hash) == 1 &&
           __builtin_memcmp(hash, input->hash, HASH_MAX) == 0;
}

static uint32_t verify_ecdsa(void *data) {
    struct ecdsa_input *input = data;
    br_ec_public_key key = {
        .curve = BR_EC_secp256r1,
        .q = input->point,
        .qlen = sizeof(input->point),
    };
    return br_ecdsa_i31_vrfy_raw(&br_ec_prime_i31, input->hash, sizeof(input->hash), &key,
                                 input->value, sizeof(input->value));
}

static void ended(struct job_client *client, bool sound, uint32_t result) {
    struct signature *signature =
        &container_of(client, struct bearssl_signature, client)->signature;
    signature->client->ops->verified(signature->client, !sound        ? E_FAIL
                                                        : result == 1 ? E_OK
                                                                      : E_INVAL);
}

static const struct job_client_ops client_ops = {.ended = ended};

// The job's data, or null and why.
static void *prepare(struct bearssl_signature *self, size_t stack, size_t size,
                     enum errorcode *error) {
    *error = E_BUSY;
    if (self->job->client != nullptr) {
        return nullptr;
    }
    void *data = job_prepare(self->job, stack, size);
    *error = data == nullptr ? E_NOMEM : E_OK;
    self->client.ops = &client_ops;
    return data;
}

static bool sizes_are_right(const struct signature *signature, struct slice key, struct slice hash,
                            struct slice value) {
    return key.length == signature->ops->key_size && hash.length == signature->ops->hash_size &&
           value.length == signature->ops->signature_size;
}

static enum errorcode rsa(struct signature *signature, struct slice key, struct slice hash,
                          struct slice value) {
    struct bearssl_signature *self = container_of(signature, struct bearssl_signature, signature);
    if (!sizes_are_right(signature, key, hash, value)) {
        return E_SIZE;
    }
    enum errorcode error;
    struct rsa_input *input = prepare(self, RSA_STACK, sizeof(*input), &error);
    if (input != nullptr) {
        input->key = (uintptr_t)key.data;
        input->size = key.length;
        __builtin_memcpy(input->hash, hash.data, hash.length);
        __builtin_memcpy(input->value, value.data, value.length);
        job_start(self->job, verify_rsa, &self->client);
    }
    return error;
}

static enum errorcode ecdsa(struct signature *signature, struct slice key, struct slice hash,
                            struct slice value) {
    struct bearssl_signature *self = container_of(signature, struct bearssl_signature, signature);
    if (!sizes_are_right(signature, key, hash, value)) {
        return E_SIZE;
    }
    enum errorcode error;
    struct ecdsa_input *input = prepare(self, ECDSA_STACK, sizeof(*input), &error);
    if (input != nullptr) {
        input->point[0] = 4; // Uncompressed: both coordinates follow.
        __builtin_memcpy(&input->point[1], key.data, key.length);
        __builtin_memcpy(input->hash, hash.data, hash.length);
        __builtin_memcpy(input->value, value.data, value.length);
        job_start(self->job, verify_ecdsa, &self->client);
    }
    return error;
}

const struct signature_ops bearssl_rsa3072_ops = {384, HASH_MAX, 384, rsa};
const struct signature_ops bearssl_rsa4096_ops = {512, HASH_MAX, 512, rsa};
const struct signature_ops bearssl_ecdsa_p256_ops = {POINT, 32, POINT, ecdsa};
