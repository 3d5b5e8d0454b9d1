// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: attribute
// A function without its frame.
#include <stdint.h>

[[gnu::naked, maybe_unused]] static void f(void) {
}
