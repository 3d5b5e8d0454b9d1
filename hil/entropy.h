// SPDX-License-Identifier: Apache-2.0 OR MIT
// HIL: a source of 32-bit words of true randomness.
#pragma once

#include "kernel/errorcode.h"

struct entropy;
struct entropy_client;

struct entropy_ops {
    // Asks for words; available() follows with each. E_OK also if a request is under way already.
    //   E_FAIL  the source cannot be started.
    enum errorcode (*get)(struct entropy *entropy);
    // Ends the request: no available() follows.
    void (*cancel)(struct entropy *entropy);
};

struct entropy_client_ops {
    // One word. True: another one is wanted, and this is called again when it is there.
    bool (*available)(struct entropy_client *client, uint32_t word);
};

struct entropy_client {
    const struct entropy_client_ops *ops;
};

struct entropy {
    const struct entropy_ops *ops;
    struct entropy_client *client; // Set before use.
};

static inline enum errorcode entropy_get(struct entropy *entropy) {
    return entropy->ops->get(entropy);
}

static inline void entropy_cancel(struct entropy *entropy) {
    entropy->ops->cancel(entropy);
}
