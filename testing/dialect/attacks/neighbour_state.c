// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: private
// Another capsule's state.
#include "testing/dialect/neighbour.h"

[[maybe_unused]] static void f(struct neighbour *neighbour) {
    neighbour->count = 7;
}
