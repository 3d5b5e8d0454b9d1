// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: cast
// A longer structure behind a shorter one.
#include <stdint.h>

struct small {
    uint32_t one;
};
struct large {
    uint32_t one, secret[100];
};

[[maybe_unused]] static uint32_t f(struct small *small) {
    return ((struct large *)small)->secret[50];
}
