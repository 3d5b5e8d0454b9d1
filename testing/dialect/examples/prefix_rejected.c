// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: prefix
#include "testing/dialect/examples/prefix_rejected.h"

uint32_t other_one(void) {
    return 1;
}
