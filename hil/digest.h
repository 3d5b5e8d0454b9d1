// SPDX-License-Identifier: Apache-2.0 OR MIT
// HIL: a cryptographic hash function over data that is given piece by piece.
//
// Split-phase: one operation at a time, each ended by its callback. An implementer in software
// works in short steps between which processes run, so data must stay as it is until then.
#pragma once

#include "kernel/errorcode.h"
#include "kernel/slice.h"

struct digest;
struct digest_client;

struct digest_ops {
    size_t size; // Bytes of the result: 32 for SHA-256, 48 for SHA-384, 64 for SHA-512.

    // Takes more data, of any length. On E_OK added() follows.
    //   E_BUSY  an operation is under way.
    enum errorcode (*add)(struct digest *digest, struct slice data);

    // Computes the hash of all that was added since the start, and starts over. On E_OK finished()
    // follows.
    //   E_BUSY  an operation is under way.
    enum errorcode (*finish)(struct digest *digest);

    // Starts over. What is under way ends without a callback.
    void (*clear)(struct digest *digest);
};

struct digest_client_ops {
    void (*added)(struct digest_client *client);
    // result has ops->size bytes and is there until this returns.
    void (*finished)(struct digest_client *client, struct slice result);
};

struct digest_client {
    const struct digest_client_ops *ops;
};

struct digest {
    const struct digest_ops *ops;
    struct digest_client *client; // Set before use; whoever shares it sets it for each use.
};

static inline size_t digest_size(const struct digest *digest) {
    return digest->ops->size;
}

static inline enum errorcode digest_add(struct digest *digest, struct slice data) {
    return digest->ops->add(digest, data);
}

static inline enum errorcode digest_finish(struct digest *digest) {
    return digest->ops->finish(digest);
}

static inline void digest_clear(struct digest *digest) {
    digest->ops->clear(digest);
}
