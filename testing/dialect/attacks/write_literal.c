// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: string
// A literal is written to; others may have the same.
#include <stdint.h>

[[maybe_unused]] static void f(void) {
    "abc"[0] = 'x';
}
