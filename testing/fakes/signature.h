// SPDX-License-Identifier: Apache-2.0 OR MIT
// Fake signatures: hil/signature.h. Keys have four bytes, hashes and signatures as many as
// FAKE_DIGEST_SIZE; a signature is right if it is the hash with the key's first byte added to each
// byte.
#pragma once

#include "hil/signature.h"

enum { FAKE_SIGNATURE_SIZE = 32, FAKE_SIGNATURE_KEY = 4 };

struct fake_signature {
    struct signature signature;
    enum errorcode verify_result; // What the next verify() returns; E_OK after init.
    bool breaks_off;              // The next verification ends with E_FAIL.
    bool running;
    uint32_t verifications;
    enum errorcode result; // Of the one that is running.
};

void fake_signature_init(struct fake_signature *fake);

// Ends the verification. False if none is running.
bool fake_signature_step(struct fake_signature *fake);
