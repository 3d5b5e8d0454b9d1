// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// Credentials footers: hashes of, and signatures over, all of a TBF file before its footers, from
// its header's first byte on (AppID TRD, 5.2 and 5.3).

#pragma once

#include "toolchains/app/elf2tbf/bytes.h"

enum { CREDENTIALS_MAX_KEYS = 4 };

// What to add. Footers come in the order of these fields.
struct credentials {
    bool sha256;
    bool sha384;
    bool sha512;
    struct bytes keys[CREDENTIALS_MAX_KEYS]; // Files with private keys (key.h). The caller's.
    uint32_t key_count;
};

// Adds a hash by its name: "sha256", "sha384", "sha512". False if there is no such.
[[nodiscard]] bool credentials_add_hash(struct credentials *credentials, const char *name);

// Bytes that credentials_append() will append. False with `problem` set if a key cannot be used.
[[nodiscard]] bool credentials_size(const struct credentials *credentials, size_t *size,
                                    struct problem *problem);

// Appends the footers to `tbf`, which is header and image and nothing else. False with `problem`
// set if a key cannot be used.
[[nodiscard]] bool credentials_append(struct bytes *tbf, const struct credentials *credentials,
                                      struct problem *problem);
