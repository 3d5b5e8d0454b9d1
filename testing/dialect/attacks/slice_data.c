// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: sealed
// The pointer out of a slice, which may be empty.
#include "kernel/slice.h"

[[maybe_unused]] static uint8_t f(struct slice s) {
    return *s.data;
}
