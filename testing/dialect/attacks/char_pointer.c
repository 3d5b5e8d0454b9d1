// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: cast
// Bytes of anything through a char pointer.
#include <stdint.h>

[[maybe_unused]] static uint32_t f(const uint32_t *p) {
    const unsigned char *bytes = (const unsigned char *)p;
    return bytes == nullptr;
}
