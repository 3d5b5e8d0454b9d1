// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: attribute
// Another name for a function.
#include "testing/dialect/attacks/alias.h"

static void f(void) {
}
[[gnu::alias("f")]] void alias_g(void);
