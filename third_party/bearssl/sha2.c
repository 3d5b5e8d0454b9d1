// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "third_party/bearssl/sha2.h"

#include "kernel/container.h"

enum : size_t { STEP = 256 };

static struct bearssl_sha2 *self_of(struct digest *digest) {
    return container_of(digest, struct bearssl_sha2, digest);
}

static void init(struct bearssl_sha2 *self, const br_hash_class *class) {
    if (!self->started) {
        class->init(&self->context.vtable);
        self->started = true;
    }
}

static void add_step(struct bearssl_sha2 *self) {
    struct slice part = slice_clip(self->data, 0, STEP);
    self->context.vtable->update(&self->context.vtable, part.data, part.length);
    self->data = slice_rest(self->data, part.length);
    if (self->data.length > 0) {
        deferred_call_set_background(&self->call);
        return;
    }
    self->operation = BEARSSL_SHA2_NONE;
    self->digest.client->ops->added(self->digest.client);
}

static void finish_step(struct bearssl_sha2 *self) {
    uint8_t result[64];
    self->context.vtable->out(&self->context.vtable, result);
    self->started = false;
    self->operation = BEARSSL_SHA2_NONE;
    self->digest.client->ops->finished(self->digest.client,
                                       slice_over(result, self->digest.ops->size));
}

static void run(struct deferred_call *call) {
    struct bearssl_sha2 *self = container_of(call, struct bearssl_sha2, call);
    switch (self->operation) {
    case BEARSSL_SHA2_NONE: // It was cleared.
        break;
    case BEARSSL_SHA2_ADD:
        add_step(self);
        break;
    case BEARSSL_SHA2_FINISH:
        finish_step(self);
        break;
    }
}

static const struct deferred_call_ops call_ops = {.run = run};

static enum errorcode begin(struct bearssl_sha2 *self, const br_hash_class *class,
                            enum bearssl_sha2_operation operation) {
    if (self->operation != BEARSSL_SHA2_NONE) {
        return E_BUSY;
    }
    init(self, class);
    self->operation = operation;
    self->call.ops = &call_ops;
    deferred_call_set_background(&self->call);
    return E_OK;
}

static enum errorcode add(struct digest *digest, const br_hash_class *class, struct slice data) {
    struct bearssl_sha2 *self = self_of(digest);
    enum errorcode error = begin(self, class, BEARSSL_SHA2_ADD);
    if (error == E_OK) {
        self->data = data;
    }
    return error;
}

static void clear(struct digest *digest) {
    struct bearssl_sha2 *self = self_of(digest);
    self->operation = BEARSSL_SHA2_NONE;
    self->started = false;
}

// An image has the functions of those alone that it picks.

static enum errorcode add_256(struct digest *digest, struct slice data) {
    return add(digest, &br_sha256_vtable, data);
}

static enum errorcode finish_256(struct digest *digest) {
    return begin(self_of(digest), &br_sha256_vtable, BEARSSL_SHA2_FINISH);
}

static enum errorcode add_384(struct digest *digest, struct slice data) {
    return add(digest, &br_sha384_vtable, data);
}

static enum errorcode finish_384(struct digest *digest) {
    return begin(self_of(digest), &br_sha384_vtable, BEARSSL_SHA2_FINISH);
}

static enum errorcode add_512(struct digest *digest, struct slice data) {
    return add(digest, &br_sha512_vtable, data);
}

static enum errorcode finish_512(struct digest *digest) {
    return begin(self_of(digest), &br_sha512_vtable, BEARSSL_SHA2_FINISH);
}

const struct digest_ops bearssl_sha256_ops = {32, add_256, finish_256, clear};
const struct digest_ops bearssl_sha384_ops = {48, add_384, finish_384, clear};
const struct digest_ops bearssl_sha512_ops = {64, add_512, finish_512, clear};
