// SPDX-License-Identifier: Apache-2.0 OR MIT
// accepted
#include <stdint.h>

[[maybe_unused]] static uint32_t map(uint32_t number) {
    switch (number) {
    case 1:
        return 10;
    case 2:
        return 20;
    default:
        return 0;
    }
}
