// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: cast
// An operation that takes an enum where its table says a number.
#include "hil/entropy.h"
#include "hil/gpio.h"

enum word : uint32_t { WORD_A, WORD_B };

static bool available(struct entropy_client *client, enum word word) {
    return client->ops != nullptr && word == WORD_B;
}

[[maybe_unused]] static const struct entropy_client_ops ops = {.available = available};
