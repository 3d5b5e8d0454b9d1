// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: extern
// The same within a function.
#include <stdint.h>

[[maybe_unused]] static void f(uint32_t slot) {
    void process_destroy(uint32_t);
    process_destroy(slot);
}
