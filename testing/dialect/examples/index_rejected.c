// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: index
#include <stdint.h>

[[maybe_unused]] static uint32_t second(const uint32_t *numbers) {
    return numbers[1];
}
