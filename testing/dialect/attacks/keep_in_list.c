// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: scope
// Slices in a list.
#include "kernel/list.h"
#include "kernel/slice.h"

static LIST_OF(struct slice, 4) kept;

[[maybe_unused]] static bool f(struct slice bytes) {
    return list_append(kept, bytes);
}
