// SPDX-License-Identifier: Apache-2.0 OR MIT
// accepted
#include <stdint.h>

struct token {
    uint32_t number;
};

static const struct token token = {1};

[[maybe_unused]] static uint32_t get(void) {
    return token.number;
}
