// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// Keys for signatures, as openssl writes them: PEM or DER; private keys as PKCS #8, or as RSA's or
// EC's own structure; public keys as SubjectPublicKeyInfo. RSA keys of 3072 and 4096 bits with the
// exponent 65537, and EC keys on P-256.

#pragma once

#include "toolchains/app/elf2tbf/bytes.h"

enum key_kind { KEY_RSA3072, KEY_RSA4096, KEY_ECDSA_P256 };

// "RSA-4096", ...
const char *key_kind_name(enum key_kind kind);

// Finds out what private key a file holds. False with `problem` set if none that can be used.
[[nodiscard]] bool key_kind_of(const struct bytes *file, enum key_kind *kind,
                               struct problem *problem);

// Appends the public key of a file with a private or a public one, as kernels hold it: RSA's
// modulus, big-endian; a point's x and y, 32 bytes each, big-endian. False with `problem` set if
// there is none that can be used.
[[nodiscard]] bool key_append_public(struct bytes *out, const struct bytes *file,
                                     enum key_kind *kind, struct problem *problem);

// Bytes that key_append_signature() appends.
size_t key_signature_size(enum key_kind kind);

// Appends a signature over `data`: RSA PKCS #1 v1.5 over its SHA-512, or ECDSA's r and s over its
// SHA-256, with RFC 6979's nonce, so that the same input gives the same output. False with
// `problem` set if the file holds no private key that can be used.
[[nodiscard]] bool key_append_signature(struct bytes *out, const struct bytes *file,
                                        const struct bytes *data, struct problem *problem);
