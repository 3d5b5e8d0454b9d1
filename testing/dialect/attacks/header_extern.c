// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: prefix
// The same from a header of one's own.
#include "testing/dialect/attacks/header_extern.h"
#include "kernel/capability.h"

[[maybe_unused]] static bool f(const struct main_loop_capability *given) {
    return given == &main_loop_capability;
}
