// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: keyword
#include <stdint.h>

[[maybe_unused]] static uint32_t twice(uint32_t value) {
    typeof(value) two = 2;
    return two * value;
}
