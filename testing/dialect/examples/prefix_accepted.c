// SPDX-License-Identifier: Apache-2.0 OR MIT
// accepted
#include "testing/dialect/examples/prefix_accepted.h"

uint32_t prefix_accepted_one(void) {
    return 1;
}
