// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: string
// A literal of bytes.
#include "kernel/slice.h"

[[maybe_unused]] static void f(void) {
    slice_fill(SLICE_MUT(u8"abc"), 0);
}
