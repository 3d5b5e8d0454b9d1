// SPDX-License-Identifier: Apache-2.0 OR MIT
// accepted
#include "testing/dialect/neighbour.h"

[[maybe_unused]] static void wake(struct neighbour *neighbour) {
    neighbour_reset(neighbour);
}
