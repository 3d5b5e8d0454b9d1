// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: index
// A whole structure one past the end.
#include <stdint.h>

struct pair {
    uint32_t a, b;
};
static struct pair pairs[4];

[[maybe_unused]] static uint32_t f(uint32_t i) {
    struct pair pair = pairs[i];
    return pair.a;
}
