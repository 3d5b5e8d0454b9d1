// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: keyword
// A type without its const.
#include <stdint.h>

[[maybe_unused]] static void f(const uint32_t *p) {
    typeof_unqual(*p) *q = nullptr;
    (void)q;
}
