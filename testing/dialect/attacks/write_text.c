// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: string
// Writing to a literal.
#include <stdint.h>

[[maybe_unused]] static void f(void) {
    char *text = "abc";
    *text = 'x';
}
