// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: tag
// A capability of one's own making.
#include "kernel/capability.h"

struct process_start_capability {
    int forged;
};
static struct process_start_capability token;

[[maybe_unused]] static bool f(const struct process_start_capability *given) {
    return given == &token;
}
