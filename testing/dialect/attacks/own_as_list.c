// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: compiles
// A list of the own making, whose items are behind a pointer.
#include "kernel/list.h"

#include <stdint.h>

struct one {
    uint8_t byte;
};

struct fake {
    struct one *items;
    size_t count;
};

[[maybe_unused]] static struct one f(struct fake *fake) {
    return list_get(*fake, 3);
}
