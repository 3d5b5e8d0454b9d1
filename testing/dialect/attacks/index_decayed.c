// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: index
// An array that became a pointer on the way.
#include <stdint.h>

static const uint32_t one[1] = {1}, two[2] = {1, 2};

[[maybe_unused]] static uint32_t f(bool b, uint32_t i) {
    return (b ? one : two)[i];
}
