// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: index
// The address one past the end, which no check sees.
#include <stdint.h>

struct box {
    uint32_t values[4];
    const uint32_t *secret;
};

static uint32_t read(const uint32_t *p) {
    return *p;
}

[[maybe_unused]] static uint32_t f(const struct box *box, uint32_t i) {
    return read(&box->values[i]);
}
