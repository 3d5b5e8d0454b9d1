// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: typedef
#include <stdint.h>

typedef uint32_t ticks;

[[maybe_unused]] static ticks later(ticks now) {
    return now + 1;
}
