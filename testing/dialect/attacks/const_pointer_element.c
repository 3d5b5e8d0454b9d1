// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: compiles
// An element behind a pointer that is const.
#include "kernel/span.h"

#include <stdint.h>

[[maybe_unused]] static uint8_t f(const uint8_t *const byte) {
    return *array_at(byte, 3);
}
