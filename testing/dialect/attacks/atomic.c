// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: volatile
// A type with operations of its own.
#include <stdint.h>

static _Atomic uint32_t count;

[[maybe_unused]] static void f(void) {
    count++;
}
