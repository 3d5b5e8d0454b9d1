// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: stack
// What does not fit the stack as a variable, as a result.
#include <stdint.h>

struct big {
    uint8_t bytes[4096];
};

static struct big big;

[[maybe_unused]] static struct big f(void) {
    return big;
}
