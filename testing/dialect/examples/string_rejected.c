// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: string
#include "kernel/format.h"

static char text[4] = "abcd";

[[maybe_unused]] static void say(struct writer *writer) {
    write_string(writer, text);
}
