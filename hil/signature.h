// SPDX-License-Identifier: Apache-2.0 OR MIT
// HIL: verifying a signature over a hash with a public key. Split-phase: it can take seconds, in
// which the rest of the system goes on.
//
// How key and signature are written is the algorithm's:
//   RSA         key: the modulus, big-endian (its exponent is 65537); signature: PKCS #1 v1.5 over
//               a SHA-512 hash, as long as the modulus.
//   ECDSA P-256 key: the point's x and y, 32 bytes each, big-endian; signature: r and s, likewise,
//               over a SHA-256 hash.
#pragma once

#include "kernel/errorcode.h"
#include "kernel/slice.h"

struct signature;
struct signature_client;

struct signature_ops {
    size_t key_size; // Bytes, as the next two.
    size_t hash_size;
    size_t signature_size;

    // Verifies. On E_OK verified() follows. key must stay as it is until then; hash and value are
    // copied.
    //   E_SIZE   one of the three is not as long as said above;
    //   E_BUSY   a verification is under way, here or in what this one works with;
    //   E_NOMEM  there is too little memory to work in.
    enum errorcode (*verify)(struct signature *signature, struct slice key, struct slice hash,
                             struct slice value);
};

struct signature_client_ops {
    //   E_OK     the signature is right: whoever has the private key has signed this hash;
    //   E_INVAL  it is not;
    //   E_FAIL   nobody knows: the computation broke off.
    void (*verified)(struct signature_client *client, enum errorcode result);
};

struct signature_client {
    const struct signature_client_ops *ops;
};

struct signature {
    const struct signature_ops *ops;
    struct signature_client *client; // Set before use.
};

static inline enum errorcode signature_verify(struct signature *signature, struct slice key,
                                              struct slice hash, struct slice value) {
    return signature->ops->verify(signature, key, hash, value);
}
