// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: owned
// The same, as a part of a structure.
#include "kernel/buffer.h"

struct device {
    struct buffer buffer;
};

[[maybe_unused]] static void f(struct device *to, const struct device *from) {
    *to = *from;
}
