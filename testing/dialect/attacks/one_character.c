// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: string
// The address of one character as text.
#include "kernel/format.h"

[[maybe_unused]] static void f(struct writer *writer, char c) {
    write_string(writer, &c);
}
