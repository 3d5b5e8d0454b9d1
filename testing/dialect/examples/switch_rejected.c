// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: switch
#include <stdint.h>

[[maybe_unused]] static uint32_t map(uint32_t number) {
    uint32_t result = 0;
    switch (number) {
    case 1:
        result = 10;
        break;
    case 2:
        result = 20;
        break;
    }
    return result;
}
