// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: scope
// The same, of a type that nobody keeps.
#include "kernel/optional.h"

#include <stdint.h>

static OPTIONAL_OF(uint32_t *) kept;

[[maybe_unused]] static void f(uint32_t *number) {
    optional_set(kept, number);
}
