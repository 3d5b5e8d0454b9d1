// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: name
#include <stdint.h>

[[maybe_unused]] static uint32_t get(uint32_t span_index) {
    return span_index;
}
