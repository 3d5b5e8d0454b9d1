// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: private
#include "testing/dialect/neighbour.h"

[[maybe_unused]] static void wake(struct neighbour *neighbour) {
    neighbour->count = 0;
}
