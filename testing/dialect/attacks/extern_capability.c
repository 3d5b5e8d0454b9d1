// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: extern
// The kernel's capability by its name.
#include "kernel/capability.h"

extern const struct main_loop_capability main_loop_capability;

[[maybe_unused]] static bool f(const struct main_loop_capability *given) {
    return given == &main_loop_capability;
}
