// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: return
// A pointer that a register happened to hold.
#include <stdint.h>

enum side : uint8_t { LEFT, RIGHT };

static const char *name(enum side side) {
    switch (side) {
    case LEFT:
        return "left";
    case RIGHT:
        return "right";
    }
}

[[maybe_unused]] static bool f(enum side side) {
    return name(side) == nullptr;
}
