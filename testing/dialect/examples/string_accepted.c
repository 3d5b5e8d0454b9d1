// SPDX-License-Identifier: Apache-2.0 OR MIT
// accepted
#include "kernel/format.h"

static const char *const text = "abcd";

[[maybe_unused]] static void say(struct writer *writer) {
    write_string(writer, text);
}
