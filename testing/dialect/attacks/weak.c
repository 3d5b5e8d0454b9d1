// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: attribute
// A definition that gives way, or takes over.
#include "testing/dialect/attacks/weak.h"

[[gnu::weak]] void weak_f(void) {
}
