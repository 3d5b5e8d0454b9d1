// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: include
// The own header by another name, so that it seems to be another capsule's.
#include "testing/dialect//neighbour.h"

[[maybe_unused]] static void f(struct neighbour *neighbour) {
    neighbour_reset(neighbour);
}
