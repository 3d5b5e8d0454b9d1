// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: float
#include <stdint.h>

[[maybe_unused]] static int32_t scale(int32_t value) {
    return (int32_t)(value * 1.5f);
}
