// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: sealed
// A structure of the own making is given for an optional value.
#include "kernel/optional.h"

#include <stdint.h>

struct fake {
    bool present;
    uint32_t value;
};

[[maybe_unused]] static uint32_t f(struct fake *fake) {
    return optional_get(*fake);
}
