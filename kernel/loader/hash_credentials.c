// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "kernel/loader/hash_credentials.h"

#include "kernel/container.h"

static void added(struct digest_client *client) {
    struct hash_credentials *self = container_of(client, struct hash_credentials, client);
    if (digest_finish(self->digest) != E_OK) {
        credentials_refuse(&self->policy, CREDENTIALS_REJECT, "the hash cannot be computed");
    }
}

static void finished(struct digest_client *client, struct slice result) {
    struct hash_credentials *self = container_of(client, struct hash_credentials, client);
    if (slice_equal(result, self->expected)) {
        credentials_accept(&self->policy, 0);
    } else {
        credentials_refuse(&self->policy, CREDENTIALS_REJECT,
                           self->format == TBF_CREDENTIALS_SHA256   ? "SHA-256 does not match"
                           : self->format == TBF_CREDENTIALS_SHA384 ? "SHA-384 does not match"
                                                                    : "SHA-512 does not match");
    }
}

static const struct digest_client_ops client_ops = {.added = added, .finished = finished};

static enum errorcode check(struct credentials_policy *policy,
                            const struct tbf_credentials *credentials, struct slice covered) {
    struct hash_credentials *self = container_of(policy, struct hash_credentials, policy);
    if (credentials->format != self->format) {
        return E_NOSUPPORT;
    }
    if (credentials->data.length != digest_size(self->digest)) {
        return E_SIZE;
    }
    self->client.ops = &client_ops;
    self->digest->client = &self->client;
    self->expected = credentials->data;
    digest_clear(self->digest);
    return digest_add(self->digest, covered);
}

const struct credentials_policy_ops hash_credentials_ops = {.check = check};
