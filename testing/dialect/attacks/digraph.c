// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: directive
// A directive in another spelling.
#include <stdint.h>

%:define N 1

[[maybe_unused]] static uint32_t f(void) {
    return N;
}
