// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: compiles
// A block, with a context on the heap.
#include <stdint.h>

[[maybe_unused]] static uint32_t f(uint32_t n) {
    return ^{ return n; }();
}
