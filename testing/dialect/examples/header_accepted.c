// SPDX-License-Identifier: Apache-2.0 OR MIT
// accepted
#include "testing/dialect/examples/header_accepted.h"

uint32_t header_accepted_one(void) {
    return 1;
}
