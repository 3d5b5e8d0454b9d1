// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: cast
// A null pointer of a type, and a member far behind it.
#include <stdint.h>

struct map {
    uint32_t at[4096];
};

[[maybe_unused]] static uint32_t f(void) {
    return ((struct map *)0)->at[5];
}
