// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: private
// Another capsule's operations on an object of one's own.
#include "testing/dialect/neighbour.h"

static struct driver mine = {.ops = &neighbour_ops};

[[maybe_unused]] static bool f(void) {
    return mine.ops == nullptr;
}
