// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: index
// The same for the member of an element.
#include <stdint.h>

struct entry {
    uint32_t number;
};

static struct entry entries[4];

[[maybe_unused]] static uint32_t f(uint32_t i) {
    return (entries[i]).number;
}
