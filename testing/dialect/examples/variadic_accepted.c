// SPDX-License-Identifier: Apache-2.0 OR MIT
// accepted
#include "kernel/format.h"

[[maybe_unused]] static void log_value(struct writer *writer, const char *name, uint32_t value) {
    write_string(writer, name);
    write_u32(writer, value);
}
