// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: header
#include "testing/dialect/examples/header_rejected.h"

[[maybe_unused]] static uint32_t get(void) {
    return header_rejected_one();
}
