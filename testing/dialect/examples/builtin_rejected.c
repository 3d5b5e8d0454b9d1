// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: builtin
#include <stdint.h>

[[maybe_unused]] static uint32_t zeros(uint32_t value) {
    return (uint32_t)__builtin_clz(value);
}
