// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "testing/dialect/trap_kind.h"

enum trap trap_kind(void) {
    return KIND;
}
