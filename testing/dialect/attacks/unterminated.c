// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: string
// Text without its end.
#include "kernel/format.h"

static const char text[4] = "abcd";

[[maybe_unused]] static void f(struct writer *writer) {
    write_string(writer, text);
}
