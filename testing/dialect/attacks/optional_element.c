// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: index
// A macro puts the parentheses there.
#include "kernel/optional.h"

#include <stdint.h>

struct entry {
    OPTIONAL_OF(uint32_t) number;
};

static struct entry entries[4];

static OPTIONAL_OF(uint32_t) numbers[4];

[[maybe_unused]] static void f(uint32_t i) {
    optional_set(numbers[i], 7);
    optional_set(entries[i].number, 7);
}
