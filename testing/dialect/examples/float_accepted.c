// SPDX-License-Identifier: Apache-2.0 OR MIT
// accepted
#include <stdint.h>

[[maybe_unused]] static int32_t scale(int32_t value) {
    return value * 3 / 2;
}
