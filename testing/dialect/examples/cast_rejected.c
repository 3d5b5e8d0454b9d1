// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: cast
#include <stdint.h>

[[maybe_unused]] static uint32_t peek(uintptr_t address) {
    return *(const uint32_t *)address;
}
