// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "testing/stack/way.h"

#include "testing/stack/overflow.h"

void way_overflow(void) {
    WAY();
}
