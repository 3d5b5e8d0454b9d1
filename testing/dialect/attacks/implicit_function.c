// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: compiles
// A function that nobody declared.
#include <stdint.h>

[[maybe_unused]] static void f(void) {
    process_destroy(1);
}
