// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: call
#include "kernel/slice.h"

[[maybe_unused]] static struct slice forge(const uint8_t *byte) {
    return slice_over(byte, 1000);
}
