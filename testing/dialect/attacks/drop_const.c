// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: cast
// Writing to what was lent for reading.
#include <stdint.h>

[[maybe_unused]] static void f(const uint32_t *p) {
    *(uint32_t *)p = 1;
}
