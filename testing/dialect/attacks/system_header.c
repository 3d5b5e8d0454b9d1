// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: directive
// A header that says it is the system's: no warnings.
#include "testing/dialect/attacks/system_header.h"
#include <stdint.h>

[[maybe_unused]] static void f(void) {
}
