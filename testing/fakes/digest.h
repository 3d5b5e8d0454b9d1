// SPDX-License-Identifier: Apache-2.0 OR MIT
// Fake hash function: hil/digest.h. The result's first four bytes are the sum of the bytes that
// were added, little-endian, the others 0.
#pragma once

#include "hil/digest.h"

enum { FAKE_DIGEST_SIZE = 32 };

struct fake_digest {
    struct digest digest;
    enum errorcode add_result; // What the next calls return; E_OK after init.
    enum errorcode finish_result;
    bool adding; // Under way.
    bool finishing;
    uint32_t sum;    // So far.
    uint32_t clears; // Calls of clear().
};

void fake_digest_init(struct fake_digest *fake);

// Ends what is under way. False if nothing is.
bool fake_digest_step(struct fake_digest *fake);
