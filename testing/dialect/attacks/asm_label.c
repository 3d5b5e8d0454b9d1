// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: assembly
// Another symbol behind a name.
#include "testing/dialect/attacks/asm_label.h"

void asm_label_f(void) __asm__("process_destroy");

[[maybe_unused]] static void f(void) {
    asm_label_f();
}
