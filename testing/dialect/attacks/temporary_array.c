// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: scope
// An array in what a function returned, which ends with the statement.
#include <stdint.h>

struct bytes {
    uint8_t bytes[4];
};

static struct bytes make(void) {
    struct bytes bytes = {{1, 2, 3, 4}};
    return bytes;
}

[[maybe_unused]] static uint8_t f(void) {
    uint8_t *byte = make().bytes;
    *byte = 7;
    return *byte;
}
