// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: extern
// The same within a function.
#include "kernel/capability.h"

[[maybe_unused]] static bool f(const struct main_loop_capability *given) {
    extern const struct main_loop_capability main_loop_capability;
    return given == &main_loop_capability;
}
