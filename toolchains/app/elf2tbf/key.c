// SPDX-License-Identifier: Apache-2.0 OR MIT

#include "toolchains/app/elf2tbf/key.h"

#include <bearssl.h>
#include <string.h>

enum { P256_SIZE = 32, RSA_LARGEST = 512, SHA256_SIZE = 32, SHA512_SIZE = 64 };

// Types of DER elements (X.690).
enum : uint8_t { INTEGER = 2, BIT_STRING = 3, OCTET_STRING = 4, OBJECT = 6, SEQUENCE = 0x30 };

static const uint8_t exponent[] = {0x01, 0x00, 0x01}; // 65537.

const char *key_kind_name(enum key_kind kind) {
    static const char *const names[] = {"RSA-3072", "RSA-4096", "ECDSA P-256"};
    return names[kind];
}

static void append(void *out, const void *data, size_t size) {
    bytes_append(out, data, size);
}

// The first object of a PEM file that holds a key; what comes before it (EC parameters) is skipped.
static bool append_pem(struct bytes *der, const struct bytes *file) {
    br_pem_decoder_context pem;
    br_pem_decoder_init(&pem);
    bool wanted = false;
    for (size_t at = 0; at < file->size;) {
        at += br_pem_decoder_push(&pem, file->data + at, file->size - at);
        switch (br_pem_decoder_event(&pem)) {
        case BR_PEM_BEGIN_OBJ:
            wanted = strstr(br_pem_decoder_name(&pem), " KEY") != nullptr;
            br_pem_decoder_setdest(&pem, wanted ? append : nullptr, der);
            break;
        case BR_PEM_END_OBJ:
            if (wanted) {
                return true;
            }
            break;
        case BR_PEM_ERROR:
            return false;
        default:
            break;
        }
    }
    return false;
}

// The key's DER encoding, whichever way the file holds it.
static bool append_der(struct bytes *der, const struct bytes *file, struct problem *problem) {
    if (file->size > 0 && file->data[0] == SEQUENCE) {
        bytes_append(der, file->data, file->size);
        return true;
    }
    return append_pem(der, file) || problem_set(problem, "no key in PEM or DER");
}

// Takes a DER element of this type from the start of *rest. False: it does not begin with one.
static bool take(struct bytes *rest, uint8_t type, struct bytes *content) {
    if (rest->size < 2 || rest->data[0] != type) {
        return false;
    }
    size_t length = rest->data[1];
    size_t header = 2;
    if (length >= 0x80) {
        size_t count = length & 0x7f;
        if (count > 2 || count > rest->size - 2) {
            return false;
        }
        length = 0;
        for (; header < 2 + count; header++) {
            length = length << 8 | rest->data[header];
        }
    }
    if (length > rest->size - header) {
        return false;
    }
    *content = (struct bytes){.data = rest->data + header, .size = length};
    *rest =
        (struct bytes){.data = rest->data + header + length, .size = rest->size - header - length};
    return true;
}

static bool equals(const struct bytes *bytes, const void *data, size_t size) {
    return bytes->size == size && memcmp(bytes->data, data, size) == 0;
}

// An RSA key's numbers: the modulus, without leading zeros, and the exponent.
static bool take_rsa(struct bytes *numbers, struct bytes *modulus, enum key_kind *kind,
                     struct problem *problem) {
    struct bytes e = {};
    if (!take(numbers, INTEGER, modulus) || !take(numbers, INTEGER, &e)) {
        return problem_set(problem, "not an RSA key");
    }
    while (modulus->size > 0 && modulus->data[0] == 0) {
        modulus->data++;
        modulus->size--;
    }
    *kind = modulus->size == 384 ? KEY_RSA3072 : KEY_RSA4096;
    if (modulus->size != 384 && modulus->size != 512) {
        return problem_set(problem, "an RSA key of %zu bits: only 3072 and 4096 are supported",
                           modulus->size * 8);
    }
    return equals(&e, exponent, sizeof exponent) ||
           problem_set(problem, "an RSA key whose exponent is not 65537");
}

// A private key. The decoder holds what its pointers point to; the modulus lies in its DER
// encoding.
struct private_key {
    br_skey_decoder_context decoder;
    enum key_kind kind;
    struct bytes modulus;
};

// The numbers of RSAPrivateKey (RFC 8017, A.1.2), also within PKCS #8 (RFC 5208), are a version,
// the modulus, the public exponent, and those that BearSSL's decoder finds. (Its own function to
// get at the modulus has no room for 4096 bits.)
static bool find_modulus(struct private_key *key, const struct bytes *der,
                         struct problem *problem) {
    struct bytes rest = *der;
    struct bytes numbers = {};
    struct bytes skipped = {};
    bool good = take(&rest, SEQUENCE, &numbers) && take(&numbers, INTEGER, &skipped);
    if (good && take(&numbers, SEQUENCE, &skipped)) {
        good = take(&numbers, OCTET_STRING, &rest) && take(&rest, SEQUENCE, &numbers) &&
               take(&numbers, INTEGER, &skipped);
    }
    return good ? take_rsa(&numbers, &key->modulus, &key->kind, problem)
                : problem_set(problem, "not an RSA key");
}

static bool open_private(struct private_key *key, const struct bytes *der,
                         struct problem *problem) {
    br_skey_decoder_init(&key->decoder);
    br_skey_decoder_push(&key->decoder, der->data, der->size);
    const br_ec_private_key *ec = br_skey_decoder_get_ec(&key->decoder);
    if (br_skey_decoder_last_error(&key->decoder) != 0) {
        return problem_set(problem, "not a private key");
    }
    if (ec == nullptr) {
        return find_modulus(key, der, problem);
    }
    key->kind = KEY_ECDSA_P256;
    return ec->curve == BR_EC_secp256r1 || problem_set(problem, "an EC key that is not on P-256");
}

static void append_public_of(struct bytes *out, const struct private_key *key) {
    if (key->kind != KEY_ECDSA_P256) {
        bytes_append(out, key->modulus.data, key->modulus.size);
        return;
    }
    uint8_t point[BR_EC_KBUF_PUB_MAX_SIZE];
    br_ec_compute_pub(&br_ec_prime_i31, nullptr, point, br_skey_decoder_get_ec(&key->decoder));
    bytes_append(out, point + 1, 2 * P256_SIZE);
}

// SubjectPublicKeyInfo (RFC 5280, 4.1): the algorithm, then the key in a string of bits, the first
// byte of which says how many of the last are not used.
static bool append_public_info(struct bytes *out, const struct bytes *der, enum key_kind *kind,
                               struct problem *problem) {
    static const uint8_t ec[] = {0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01};
    static const uint8_t p256[] = {0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07};
    static const uint8_t rsa[] = {0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01};
    struct bytes rest = *der;
    struct bytes info = {};
    struct bytes algorithm = {};
    struct bytes name = {};
    struct bytes curve = {};
    struct bytes key = {};
    if (!take(&rest, SEQUENCE, &info) || !take(&info, SEQUENCE, &algorithm) ||
        !take(&algorithm, OBJECT, &name) || !take(&info, BIT_STRING, &key) || key.size < 1 ||
        key.data[0] != 0) {
        return problem_set(problem, "neither a private nor a public key");
    }
    key.data++;
    key.size--;
    if (equals(&name, rsa, sizeof rsa)) {
        struct bytes numbers = {};
        struct bytes modulus = {};
        bool good = take(&key, SEQUENCE, &numbers) ? take_rsa(&numbers, &modulus, kind, problem)
                                                   : problem_set(problem, "not an RSA key");
        bytes_append(out, modulus.data, good ? modulus.size : 0);
        return good;
    }
    if (!equals(&name, ec, sizeof ec) || !take(&algorithm, OBJECT, &curve) ||
        !equals(&curve, p256, sizeof p256) || key.size != 1 + 2 * P256_SIZE || key.data[0] != 4) {
        return problem_set(problem, "neither an RSA key nor a point on P-256, uncompressed");
    }
    *kind = KEY_ECDSA_P256;
    bytes_append(out, key.data + 1, 2 * P256_SIZE);
    return true;
}

bool key_kind_of(const struct bytes *file, enum key_kind *kind, struct problem *problem) {
    struct bytes der = {};
    struct private_key key;
    bool good = append_der(&der, file, problem) && open_private(&key, &der, problem);
    bytes_free(&der);
    if (good) {
        *kind = key.kind;
    }
    return good;
}

// A private key begins with a version, a public one with its algorithm.
static bool is_public(const struct bytes *der) {
    struct bytes rest = *der;
    struct bytes content = {};
    return take(&rest, SEQUENCE, &content) && content.size > 0 && content.data[0] == SEQUENCE;
}

bool key_append_public(struct bytes *out, const struct bytes *file, enum key_kind *kind,
                       struct problem *problem) {
    struct bytes der = {};
    struct private_key key;
    bool good = append_der(&der, file, problem);
    if (good && is_public(&der)) {
        good = append_public_info(out, &der, kind, problem);
    } else if (good && open_private(&key, &der, problem)) {
        *kind = key.kind;
        append_public_of(out, &key);
    } else {
        good = false;
    }
    bytes_free(&der);
    return good;
}

size_t key_signature_size(enum key_kind kind) {
    switch (kind) {
    case KEY_RSA3072:
        return 384;
    case KEY_RSA4096:
        return 512;
    case KEY_ECDSA_P256:
        break;
    }
    return 2 * P256_SIZE;
}

// What a kernel does with the signature.
static bool is_right(const struct bytes *modulus, const uint8_t *hash, const uint8_t *signature) {
    br_rsa_public_key key = {
        .n = modulus->data,
        .nlen = modulus->size,
        .e = (uint8_t *)exponent, // BearSSL's structure lacks const.
        .elen = sizeof exponent,
    };
    uint8_t signed_hash[SHA512_SIZE];
    return br_rsa_i31_pkcs1_vrfy(signature, modulus->size, BR_HASH_OID_SHA512, SHA512_SIZE, &key,
                                 signed_hash) == 1 &&
           memcmp(signed_hash, hash, SHA512_SIZE) == 0;
}

static bool append_rsa(struct bytes *out, const struct private_key *key, const struct bytes *data,
                       struct problem *problem) {
    br_sha512_context context;
    br_sha512_init(&context);
    br_sha512_update(&context, data->data, data->size);
    uint8_t hash[SHA512_SIZE];
    br_sha512_out(&context, hash);
    uint8_t signature[RSA_LARGEST];
    if (br_rsa_i31_pkcs1_sign(BR_HASH_OID_SHA512, hash, sizeof hash,
                              br_skey_decoder_get_rsa(&key->decoder), signature) != 1 ||
        !is_right(&key->modulus, hash, signature)) {
        return problem_set(problem, "an RSA key that is damaged");
    }
    bytes_append(out, signature, key->modulus.size);
    return true;
}

static bool append_ecdsa(struct bytes *out, const br_ec_private_key *key, const struct bytes *data,
                         struct problem *problem) {
    br_sha256_context context;
    br_sha256_init(&context);
    br_sha256_update(&context, data->data, data->size);
    uint8_t hash[SHA256_SIZE];
    br_sha256_out(&context, hash);
    uint8_t signature[2 * P256_SIZE];
    if (br_ecdsa_i31_sign_raw(&br_ec_prime_i31, &br_sha256_vtable, hash, key, signature) !=
        sizeof signature) {
        return problem_set(problem, "an EC key that is damaged");
    }
    bytes_append(out, signature, sizeof signature);
    return true;
}

bool key_append_signature(struct bytes *out, const struct bytes *file, const struct bytes *data,
                          struct problem *problem) {
    struct bytes der = {};
    struct private_key key;
    bool good = append_der(&der, file, problem) && open_private(&key, &der, problem);
    if (good) {
        good = key.kind == KEY_ECDSA_P256
                   ? append_ecdsa(out, br_skey_decoder_get_ec(&key.decoder), data, problem)
                   : append_rsa(out, &key, data, problem);
    }
    bytes_free(&der);
    return good;
}
