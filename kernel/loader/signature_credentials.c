// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "kernel/loader/signature_credentials.h"

#include "kernel/container.h"

static bool names_key(const struct signature_credentials *self) {
    return self->format != TBF_CREDENTIALS_ECDSA_P256;
}

static struct slice key_at(const struct signature_credentials *self, size_t index) {
    return slice_over(span_at(self->keys, index)->value, self->signature->ops->key_size);
}

// The key with this value, or keys.count.
static size_t find_key(const struct signature_credentials *self, struct slice value) {
    size_t index = 0;
    while (index < self->keys.count && !slice_equal(key_at(self, index), value)) {
        index++;
    }
    return index;
}

static void try_key(struct signature_credentials *self) {
    if (self->key == self->keys.count) {
        credentials_refuse(&self->policy, CREDENTIALS_PASS, "no key of this board has signed it");
        return;
    }
    self->signature->client = &self->signature_client;
    struct slice hash = slice_over(self->hash, self->signature->ops->hash_size);
    if (signature_verify(self->signature, key_at(self, self->key), hash, self->value) != E_OK) {
        credentials_refuse(&self->policy, CREDENTIALS_REJECT,
                           "the signature cannot be checked now");
    }
}

static void verified(struct signature_client *client, enum errorcode result) {
    struct signature_credentials *self =
        container_of(client, struct signature_credentials, signature_client);
    if (result == E_OK) {
        credentials_accept(&self->policy, span_at(self->keys, self->key)->short_id);
    } else if (result != E_INVAL) {
        credentials_refuse(&self->policy, CREDENTIALS_REJECT, "checking the signature broke off");
    } else if (names_key(self)) {
        credentials_refuse(&self->policy, CREDENTIALS_REJECT, "the signature does not match");
    } else {
        self->key++;
        try_key(self);
    }
}

static void added(struct digest_client *client) {
    struct signature_credentials *self =
        container_of(client, struct signature_credentials, digest_client);
    if (digest_finish(self->digest) != E_OK) {
        credentials_refuse(&self->policy, CREDENTIALS_REJECT, "the hash cannot be computed");
    }
}

static void finished(struct digest_client *client, struct slice result) {
    struct signature_credentials *self =
        container_of(client, struct signature_credentials, digest_client);
    (void)slice_copy(SLICE_MUT(self->hash), result);
    try_key(self);
}

static const struct digest_client_ops digest_client_ops = {.added = added, .finished = finished};
static const struct signature_client_ops signature_client_ops = {.verified = verified};

static enum errorcode check(struct credentials_policy *policy,
                            const struct tbf_credentials *credentials, struct slice covered) {
    struct signature_credentials *self = container_of(policy, struct signature_credentials, policy);
    size_t key_size = names_key(self) ? self->signature->ops->key_size : 0;
    size_t signature_size = self->signature->ops->signature_size;
    if (credentials->format != self->format) {
        return E_NOSUPPORT;
    }
    if (credentials->data.length != key_size + signature_size) {
        return E_SIZE;
    }
    self->key = 0;
    if (names_key(self)) {
        self->key = find_key(self, slice_part(credentials->data, 0, key_size));
        if (self->key == self->keys.count) {
            return E_NODEVICE;
        }
    }
    self->value = slice_part(credentials->data, key_size, signature_size);
    self->digest_client.ops = &digest_client_ops;
    self->signature_client.ops = &signature_client_ops;
    self->digest->client = &self->digest_client;
    digest_clear(self->digest);
    return digest_add(self->digest, covered);
}

const struct credentials_policy_ops signature_credentials_ops = {.check = check};
