// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: private
// Another capsule's structure, overwritten as a whole.
#include "testing/dialect/neighbour.h"

struct mine {
    struct neighbour_record record;
};

static struct mine mine;

[[maybe_unused]] static void f(struct neighbour_record *record) {
    *record = mine.record;
}
