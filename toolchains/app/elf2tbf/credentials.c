// SPDX-License-Identifier: Apache-2.0 OR MIT

#include "toolchains/app/elf2tbf/credentials.h"

#include <bearssl.h>
#include <string.h>

#include "toolchains/app/elf2tbf/key.h"
#include "toolchains/app/elf2tbf/tbf.h"

enum { HASH_LARGEST = 64 };

bool credentials_add_hash(struct credentials *credentials, const char *name) {
    credentials->sha256 |= strcmp(name, "sha256") == 0;
    credentials->sha384 |= strcmp(name, "sha384") == 0;
    credentials->sha512 |= strcmp(name, "sha512") == 0;
    return strcmp(name, "sha256") == 0 || strcmp(name, "sha384") == 0 ||
           strcmp(name, "sha512") == 0;
}

static bool names_key(enum key_kind kind) {
    return kind != KEY_ECDSA_P256;
}

static size_t signature_data_size(enum key_kind kind) {
    // RSA's public key is as long as its signature.
    return key_signature_size(kind) * (names_key(kind) ? 2 : 1);
}

bool credentials_size(const struct credentials *credentials, size_t *size,
                      struct problem *problem) {
    *size = (credentials->sha256 ? TBF_FOOTER_SMALLEST + 32 : 0) +
            (credentials->sha384 ? TBF_FOOTER_SMALLEST + 48 : 0) +
            (credentials->sha512 ? TBF_FOOTER_SMALLEST + 64 : 0);
    for (uint32_t i = 0; i < credentials->key_count; i++) {
        enum key_kind kind;
        if (!key_kind_of(&credentials->keys[i], &kind, problem)) {
            return false;
        }
        *size += TBF_FOOTER_SMALLEST + signature_data_size(kind);
    }
    return true;
}

static void append_hash(struct bytes *tbf, const struct bytes *covered, const br_hash_class *class,
                        uint32_t format, size_t size) {
    br_hash_compat_context context;
    class->init(&context.vtable);
    class->update(&context.vtable, covered->data, covered->size);
    uint8_t hash[HASH_LARGEST];
    class->out(&context.vtable, hash);
    tbf_append_footer(tbf, format, hash, size);
}

static bool append_signature(struct bytes *tbf, const struct bytes *covered,
                             const struct bytes *key, struct problem *problem) {
    static const uint32_t formats[] = {
        [KEY_RSA3072] = TBF_CREDENTIALS_RSA3072,
        [KEY_RSA4096] = TBF_CREDENTIALS_RSA4096,
        [KEY_ECDSA_P256] = TBF_CREDENTIALS_ECDSA_P256,
    };
    struct bytes data = {};
    enum key_kind kind;
    bool good = key_kind_of(key, &kind, problem);
    if (good && names_key(kind)) {
        good = key_append_public(&data, key, &kind, problem);
    }
    if (good && key_append_signature(&data, key, covered, problem)) {
        tbf_append_footer(tbf, formats[kind], data.data, data.size);
    } else {
        good = false;
    }
    bytes_free(&data);
    return good;
}

bool credentials_append(struct bytes *tbf, const struct credentials *credentials,
                        struct problem *problem) {
    struct bytes covered = {};
    bytes_append(&covered, tbf->data, tbf->size);
    if (credentials->sha256) {
        append_hash(tbf, &covered, &br_sha256_vtable, TBF_CREDENTIALS_SHA256, 32);
    }
    if (credentials->sha384) {
        append_hash(tbf, &covered, &br_sha384_vtable, TBF_CREDENTIALS_SHA384, 48);
    }
    if (credentials->sha512) {
        append_hash(tbf, &covered, &br_sha512_vtable, TBF_CREDENTIALS_SHA512, 64);
    }
    bool good = true;
    for (uint32_t i = 0; good && i < credentials->key_count; i++) {
        good = append_signature(tbf, &covered, &credentials->keys[i], problem);
    }
    bytes_free(&covered);
    return good;
}
