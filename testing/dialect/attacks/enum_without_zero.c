// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: enum
// A variable begins as zero, which is none of its constants.
#include <stdint.h>

enum odd : uint32_t { ODD_ONE = 1, ODD_TWO = 2 };

static enum odd odd;

[[maybe_unused]] static enum odd f(void) {
    return odd;
}
