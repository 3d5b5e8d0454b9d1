// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: cast
// A number as a function.
#include <stdint.h>

[[maybe_unused]] static void f(void) {
    ((void (*)(void))0x10001)();
}
