// SPDX-License-Identifier: Apache-2.0 OR MIT
// accepted
#include <stdint.h>

typedef uint32_t step(uint32_t now);

[[maybe_unused]] static uint32_t later(uint32_t now, step *by) {
    return by(now);
}
