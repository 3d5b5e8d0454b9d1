// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: prefix
// A private function of the kernel, declared in a header of one's own.
#include "testing/dialect/attacks/header_function.h"
#include <stdint.h>

[[maybe_unused]] static void f(uint32_t slot) {
    process_destroy(slot);
}
