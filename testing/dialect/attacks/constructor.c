// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: attribute
// Code that runs before main.
#include <stdint.h>

[[gnu::constructor, maybe_unused]] static void f(void) {
}
