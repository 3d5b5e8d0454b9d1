// SPDX-License-Identifier: Apache-2.0 OR MIT
// accepted
#include <stdint.h>

enum side : uint8_t { LEFT, RIGHT };

[[maybe_unused]] static uint32_t other(enum side side) {
    switch (side) {
    case LEFT:
        return 1;
    default:
        return 0;
    }
}
