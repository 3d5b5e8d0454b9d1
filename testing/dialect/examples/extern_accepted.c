// SPDX-License-Identifier: Apache-2.0 OR MIT
// accepted
#include "kernel/format.h"

[[maybe_unused]] static void say(struct writer *writer) {
    write_string(writer, "stopped");
}
