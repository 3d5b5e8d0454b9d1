// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: private
// Another capsule's operations through a list of one's own.
#include "testing/dialect/neighbour.h"

static const struct driver_ops *const tables[] = {&neighbour_ops};

[[maybe_unused]] static bool f(void) {
    return tables[0] == nullptr;
}
